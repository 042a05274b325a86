// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FindingTest {

  private final IOException reason = new IOException("the disk is full");

  @Test
  void isKnownByWhateverIsAddedToItsFailure() {
    CommandException failure =
        Finding.NO_ANSWER
            .failure(Map.of("place", "example.com:443"))
            .withText("other words")
            .withSent(Sent.UNKNOWN)
            .withDetail("one more")
            .withStep("Failed to read the lists.");

    assertThat(Finding.of(failure)).contains(Finding.NO_ANSWER);
  }

  @Test
  void isKnownBehindTheFailureThatFollowsFromIt() {
    CommandException cause = Finding.CANCELLED.failure();
    CommandException following = CommandException.of(500, "what the plugin says").withCause(cause);

    assertThat(Finding.of(following)).contains(Finding.CANCELLED);
    assertThat(Finding.of(new CompletionException(following))).contains(Finding.CANCELLED);
  }

  @Test
  void keepsWhatWasCaughtForTheLog() {
    CommandException at = Finding.STOPPED.failure(Map.of(), reason);
    CommandException later = Finding.caused(Finding.STOPPED.failure(), reason);

    assertThat(at).hasRootCause(reason);
    assertThat(later).hasRootCause(reason);
    assertThat(Finding.of(later)).contains(Finding.STOPPED);
  }

  @Test
  void namesWhatSomebodyElseHasSaid() {
    CommandException said = CommandException.of(403, "The token has expired.").withCause(reason);
    CommandException found = Finding.SECRET_UNAVAILABLE.found(said);

    assertThat(Finding.of(found)).contains(Finding.SECRET_UNAVAILABLE);
    assertThat(found.status()).isEqualTo(403);
    assertThat(found).hasRootCause(reason);
  }

  @Test
  void isNoneWhereTheHostHasFoundNothing() {
    assertThat(Finding.of(CommandException.of(409, "Conflict").withCause(reason))).isEmpty();
    assertThat(Finding.caused(CommandException.of(409, "Conflict"), reason)).hasCause(reason);
  }

  @Test
  void endsOnCausesThatLeadBackIntoThemselves() {
    Exception first = new Exception("first");
    first.initCause(new Exception("second", first));

    assertThat(Finding.of(first)).isEmpty();
  }

  @Test
  void takesOneShortLineInALog() {
    assertThat(Finding.STOPPED.failure())
        .cause()
        .hasMessage("STOPPED")
        .satisfies(cause -> assertThat(cause.getStackTrace()).isEmpty());
  }
}
