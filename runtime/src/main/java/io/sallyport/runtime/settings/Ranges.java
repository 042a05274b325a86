// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.settings;

import io.sallyport.plugin.InvalidInputException;
import java.time.Duration;
import java.util.Optional;

/** What numbers and times a key takes; what is wrong is added to what was wrong before. */
public final class Ranges {

  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(7);
  private static final Duration LONGEST_REMINDER = Duration.ofDays(30);

  /**
   * The rules for the keys of {@code healthCheck} and {@code healthDefaults}.
   *
   * @throws InvalidInputException with all that is wrong
   */
  public static void checkHealth(
      Optional<Duration> interval,
      Optional<Duration> retryInterval,
      Optional<Integer> afterFailures,
      Optional<Integer> recoverAfter,
      Optional<Duration> reminder) {
    Optional<InvalidInputException> wrong = Optional.empty();
    wrong = checkInterval(wrong, "interval", interval);
    wrong = checkInterval(wrong, "retryInterval", retryInterval);
    if (retryInterval.isPresent()
        && interval.filter(each -> each.compareTo(retryInterval.get()) < 0).isPresent()) {
      wrong = also(wrong, "retryInterval", "not be longer than interval");
    }
    wrong = check(wrong, "afterFailures", afterFailures, 1, 100);
    wrong = check(wrong, "recoverAfter", recoverAfter, 1, 20);
    if (reminder
        .filter(
            each ->
                !each.isZero()
                    && (each.compareTo(SHORTEST_INTERVAL) < 0
                        || each.compareTo(LONGEST_REMINDER) > 0))
        .isPresent()) {
      wrong = also(wrong, "reminder", "be between 1s and 30 days, or 0s for never");
    }
    if (wrong.isPresent()) {
      throw wrong.get();
    }
  }

  static Optional<InvalidInputException> check(
      Optional<InvalidInputException> wrong,
      String name,
      Optional<Integer> value,
      int least,
      int most) {
    return value.filter(each -> each < least || each > most).isEmpty()
        ? wrong
        : also(wrong, name, "be a whole number between " + least + " and " + most);
  }

  private static Optional<InvalidInputException> checkInterval(
      Optional<InvalidInputException> wrong, String name, Optional<Duration> value) {
    return value
            .filter(
                each ->
                    each.compareTo(SHORTEST_INTERVAL) < 0 || each.compareTo(LONGEST_INTERVAL) > 0)
            .isEmpty()
        ? wrong
        : also(wrong, name, "be between 1s and 7 days, such as 30s, 15m or PT1H");
  }

  private static Optional<InvalidInputException> also(
      Optional<InvalidInputException> wrong, String name, String expected) {
    return wrong
        .map(others -> others.and(name, expected))
        .or(() -> Optional.of(InvalidInputException.of(name, expected)));
  }

  private Ranges() {}
}
