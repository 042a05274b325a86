// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How one stage went.
 *
 * @param evidence what shows it, in one line, or why there is nothing to show
 * @param time spent on it by all requests of the run; empty when it was not measured
 */
public record StageReport(Stage stage, State state, String evidence, Optional<Duration> time) {

  private static final int WIDEST_STAGE = 14;

  /** What became of a stage. */
  public enum State {
    PASSED("✔"),
    /** It passed, and will not before long, or should not have. */
    WARNED("!"),
    FAILED("✖"),
    /** An earlier one failed, or the answer says nothing of it. */
    NOT_REACHED("-"),
    NOT_NEEDED("-");

    private final String mark;

    State(String mark) {
      this.mark = mark;
    }

    /** One character that begins a line. */
    public String mark() {
      return mark;
    }

    /** As in JSON, such as {@code not reached}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** The stage in one line, such as {@code ✔ connect 192.0.2.7:443 (11 ms)} with columns. */
  public String line() {
    return state.mark() + " " + text();
  }

  /** The line without its mark. */
  public String text() {
    String name = stage.toString();
    return name
        + " ".repeat(WIDEST_STAGE - name.length() + 2)
        + evidence
        + time.map(each -> " (" + words(each) + ")").orElse("");
  }

  private static String words(Duration time) {
    double millis = time.toNanos() / 1_000_000.0;
    if (millis < 9.95) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    return millis < 999.5
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.1f s", millis / 1000);
  }
}
