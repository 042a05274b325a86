// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.samples.proofpoint.Behaviour.Throttle;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of options; what cannot be read is refused with what would be accepted. */
final class Values {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS);

  private Values() {}

  static int number(String option, String text, int least, int most) {
    return number(text, least, most)
        .orElseThrow(() -> wrong(option, "a number from " + least + " to " + most, text));
  }

  static Duration time(String option, String text) {
    return time(text).orElseThrow(() -> wrong(option, "a time like 500ms, 2s, 5m or 1h", text));
  }

  static Throttle throttle(String option, String text) {
    int slash = text.indexOf('/');
    Optional<Integer> requests =
        number(slash < 0 ? "" : text.substring(0, slash), 1, Integer.MAX_VALUE);
    Optional<Duration> window = time(text.substring(slash + 1));
    if (requests.isEmpty() || window.isEmpty()) {
      throw wrong(option, "REQUESTS/TIME like 10/1s or 100/5m", text);
    }
    return new Throttle(requests.get(), window.get());
  }

  static Assignment assignment(String option, String text, String form) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw wrong(option, form, text);
    }
    return new Assignment(text.substring(0, equals), text.substring(equals + 1));
  }

  static URI address(String option, String text) {
    try {
      URI address = new URI(text);
      if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
        return address;
      }
    } catch (URISyntaxException notAddress) {
      // Said below, as for an address without a host.
    }
    throw wrong(option, "an address like https://us2.example", text);
  }

  static IllegalArgumentException wrong(String option, String accepted, String text) {
    return new IllegalArgumentException(
        "Option " + option + " takes " + accepted + ", not '" + text + "'.");
  }

  private static Optional<Integer> number(String text, int least, int most) {
    try {
      return Optional.of(Integer.parseInt(text)).filter(read -> read >= least && read <= most);
    } catch (NumberFormatException notNumber) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> time(String text) {
    Matcher written = TIME.matcher(text);
    if (!written.matches()) {
      return Optional.empty();
    }
    ChronoUnit unit = UNITS.getOrDefault(written.group(2), ChronoUnit.SECONDS);
    return Optional.of(Duration.of(Long.parseLong(written.group(1)), unit))
        .filter(time -> !time.isZero());
  }

  /** What stands before and behind an equals sign. */
  record Assignment(String name, String value) {}
}
