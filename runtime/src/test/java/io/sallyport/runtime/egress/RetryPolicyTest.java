// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import io.sallyport.plugin.ApiRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final ApiRequest READ = ApiRequest.get("/things");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final RetryPolicy policy = new RetryPolicy(() -> 0.5);

  @Test
  void waitsLongerEachTimeAndNeverExactlyAsLongAsTheOthers() {
    assertThat(policy.waitBeforeRepeat(READ, 503, 0, Optional.empty(), MINUTE))
        .contains(Duration.ofMillis(150));
    assertThat(policy.waitBeforeRepeat(READ, 503, 1, Optional.empty(), MINUTE))
        .contains(Duration.ofMillis(300));
    assertThat(policy.waitBeforeRepeat(READ, 503, 2, Optional.empty(), MINUTE)).isEmpty();
  }

  @Test
  void waitsAsLongAsAskedIfThatFitsIntoTheDeadline() {
    Optional<Duration> asked = Optional.of(Duration.ofSeconds(59));

    assertThat(policy.waitBeforeRepeat(READ, 429, 0, asked, MINUTE)).isEqualTo(asked);
    assertThat(policy.waitBeforeRepeat(READ, 429, 0, asked, Duration.ofSeconds(59))).isEmpty();
  }

  @Test
  void backsOffWhenAskedNotToWaitAtAll() {
    assertThat(policy.waitBeforeRepeat(READ, 429, 0, Optional.of(Duration.ZERO), MINUTE))
        .contains(Duration.ofMillis(150));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 404, 408, 409, 500, 501})
  void leavesOtherStatusesAlone(int status) {
    assertThat(policy.waitBeforeRepeat(READ, status, 0, Optional.empty(), MINUTE)).isEmpty();
  }

  @Test
  void repeatsAWriteOnlyIfItMayBeSentTwice() {
    ApiRequest write = ApiRequest.put("/things");

    assertThat(policy.waitBeforeRepeat(write, 503, 0, Optional.empty(), MINUTE)).isEmpty();
    assertThat(policy.waitBeforeRepeat(write.repeatable(), 503, 0, Optional.empty(), MINUTE))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void repeatsAReadAfterWhatMayPass(int status) {
    assertThat(policy.waitBeforeRepeat(READ, status, 0, Optional.empty(), MINUTE)).isPresent();
  }

  @Test
  void repeatsWhatWasNotSentEvenIfItIsAWrite() {
    ApiRequest write = ApiRequest.post("/things");
    ConnectException refused = new ConnectException("refused");

    assertThat(policy.waitBeforeRepeat(write, Phase.CONNECT, refused, 0, MINUTE))
        .contains(Duration.ofMillis(150));
    assertThat(policy.waitBeforeRepeat(write, Phase.CONNECT, refused, 2, MINUTE)).isEmpty();
    assertThat(policy.waitBeforeRepeat(write, Phase.CONNECT, refused, 0, Duration.ofMillis(149)))
        .isEmpty();
    assertThat(
            policy.waitBeforeRepeat(
                write, Phase.CONNECT, new ConnectTimeoutException("slow"), 0, MINUTE))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"WAIT", "READ"})
  void repeatsALostAnswerToAReadAndNeverToAWrite(Phase phase) {
    IOException reset = new IOException("reset");

    assertThat(policy.waitBeforeRepeat(READ, phase, reset, 0, MINUTE)).isPresent();
    assertThat(policy.waitBeforeRepeat(ApiRequest.delete("/things"), phase, reset, 0, MINUTE))
        .isEmpty();
    assertThat(
            policy.waitBeforeRepeat(READ, phase, new IllegalStateException("not HTTP"), 0, MINUTE))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0                             | 0",
        "120                           | 120",
        "' 7 '                         | 7",
        "Wed, 25 Nov 2026 10:00:30 GMT | 30",
        "Wed, 25 Nov 2026 09:00:00 GMT | 0",
        "99999999999999999999999999999 | 3153600000"
      })
  void readsSecondsAndDates(String header, long seconds) {
    assertThat(RetryPolicy.retryAfter(header, NOW)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "1e9", "Wed, 99 Nov 2026 10:00:30 GMT", "0x10"})
  void ignoresWhatMakesNoSense(String header) {
    assertThat(RetryPolicy.retryAfter(header, NOW)).isEmpty();
  }
}
