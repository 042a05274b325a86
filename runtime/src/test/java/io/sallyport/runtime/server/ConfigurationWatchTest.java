// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ConfigurationWatchTest {

  private final AtomicReference<String> files = new AtomicReference<>("as first read");
  private final AtomicInteger acted = new AtomicInteger();
  private final ConfigurationWatch watch =
      new ConfigurationWatch(files::get, acted::incrementAndGet, Duration.ofHours(1));

  @Test
  void doesNothingWhileNothingChanges() {
    watch.look();
    watch.look();

    assertThat(acted).hasValue(0);
  }

  @Test
  void waitsUntilTheFilesStayAsTheyAre() {
    files.set("being written");
    watch.look();
    files.set("written");
    watch.look();
    assertThat(acted).hasValue(0);

    watch.look();
    watch.look();
    assertThat(acted).hasValue(1);
  }

  @Test
  void leavesAloneWhatIsAsItWasAgain() {
    files.set("for a moment");
    watch.look();
    files.set("as first read");
    watch.look();
    watch.look();

    assertThat(acted).hasValue(0);
  }

  @Test
  void actsOnEachFurtherChange() {
    for (int change = 0; change < 3; change++) {
      files.set("change " + change);
      watch.look();
      watch.look();
    }

    assertThat(acted).hasValue(3);
  }
}
