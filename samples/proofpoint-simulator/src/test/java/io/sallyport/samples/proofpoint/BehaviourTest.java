// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.samples.proofpoint.Behaviour.AddConflict;
import io.sallyport.samples.proofpoint.Behaviour.DomainsProfile;
import org.junit.jupiter.api.Test;

class BehaviourTest {
  @Test
  void changesOnlyWhatIsChosenAndLeavesTheOriginalAlone() {
    Behaviour changed =
        Behaviour.documented()
            .with(DomainsProfile.ARRAY, AddConflict.PARTIAL)
            .with(DomainsProfile.SINGLE_OBJECT);

    assertThat(changed.chosen(DomainsProfile.class)).isEqualTo(DomainsProfile.SINGLE_OBJECT);
    assertThat(changed.chosen(AddConflict.class)).isEqualTo(AddConflict.PARTIAL);
    assertThat(Behaviour.documented().chosen(DomainsProfile.class))
        .isEqualTo(DomainsProfile.ENVELOPE);
  }

  @Test
  void refusesAPrefixThatNoPathCouldHave() {
    assertThatThrownBy(() -> Behaviour.documented().under("api/v1/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("api/v1/");
  }
}
