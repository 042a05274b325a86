// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.Item;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FakeInvocationTest {

  @Test
  void keepsWhatIsReportedInOrder() {
    FakeInvocation run = new FakeInvocation();
    Item item = Item.done("Names", "Ada", "greeted");

    run.log("first");
    run.log("second");
    run.warn("careful");
    run.item(item);

    assertThat(run.logs()).containsExactly("first", "second");
    assertThat(run.warnings()).containsExactly("careful");
    assertThat(run.items()).containsExactly(item);
  }

  @Test
  void isCancelledOnlyOnceSomebodySaysSo() {
    FakeInvocation run = new FakeInvocation();
    assertThat(run.isCancelled()).isFalse();

    run.cancel();

    assertThat(run.isCancelled()).isTrue();
  }

  @Test
  void hasAnIdOfItsOwnAndHalfAMinute() {
    Instant before = Instant.now();

    FakeInvocation run = new FakeInvocation();

    assertThat(run.id()).isNotEqualTo(new FakeInvocation().id());
    assertThat(run.deadline())
        .isBetween(before.plusSeconds(30), Instant.now().plus(Duration.ofSeconds(30)));
  }
}
