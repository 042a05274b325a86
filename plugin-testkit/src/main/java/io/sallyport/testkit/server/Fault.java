// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One way in which a server fails its client; immutable, and equal to what reads the same.
 *
 * <p>There are three kinds. A fault that <em>spoils</em> the answer calls the handler first, so
 * what was asked for has happened; where the handler's answer has nothing in it to spoil, a small
 * JSON answer is spoilt instead. One that <em>replaces</em> or <em>withholds</em> the answer does
 * not call the handler. {@link #resetAfter()} calls it and withholds the answer.
 */
public final class Fault {

  private static final Duration DRIP = Duration.ofMillis(500);
  private static final Duration THROTTLE = Duration.ofSeconds(1);
  private static final long BOMB = 256L * 1024 * 1024;
  private static final long HUGE = 64L * 1024 * 1024;
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Pattern URL = Pattern.compile("[!-~]+");
  private static final Pattern BODY = Pattern.compile("[^\\s\\p{Cntrl}]+( [^\\s\\p{Cntrl}]+)*");

  private final String text;
  private final Misbehaviour misbehaviour;

  private Fault(String text, Misbehaviour misbehaviour) {
    this.text = text;
    this.misbehaviour = misbehaviour;
  }

  /**
   * Reads a fault as {@link #toString()} prints it, like {@code delay 2s}.
   *
   * @throws IllegalArgumentException saying what would be accepted
   */
  public static Fault parse(String text) {
    String trimmed = text.strip();
    int blank = trimmed.indexOf(' ');
    String name = blank < 0 ? trimmed : trimmed.substring(0, blank);
    FaultSyntax syntax =
        FaultSyntax.named(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no fault \""
                            + name
                            + "\". Faults: "
                            + FaultSyntax.listed()
                            + "."));
    return syntax.read(trimmed.substring(name.length()).strip());
  }

  /**
   * Returns how each fault is written, like {@code drip [DURATION]}, with what it does, in the
   * order of a help text.
   */
  public static Map<String, String> help() {
    Map<String, String> help = new LinkedHashMap<>();
    FaultSyntax.ALL.forEach(syntax -> help.put(syntax.usage(), syntax.explanation()));
    return help;
  }

  /** Spoils: the answer comes late. What was asked for has happened before the wait begins. */
  public static Fault delay(Duration duration) {
    return new Fault("delay " + written(duration), Spoils.delay(duration));
  }

  /** Withholds: reads the request and never answers. */
  public static Fault silent() {
    return new Fault("silent", Breaks.silent());
  }

  /** Withholds: reads the head of the request and not a byte of its body. */
  public static Fault noRead() {
    return new Fault("no-read", Breaks.noRead());
  }

  /** Spoils: half of the body comes, and then nothing more. */
  public static Fault stall() {
    return new Fault("stall", Spoils.stall());
  }

  /** Spoils: the body comes byte by byte, one every half second. */
  public static Fault drip() {
    return new Fault("drip", Spoils.drip(DRIP));
  }

  /** Spoils: the body comes byte by byte. */
  public static Fault drip(Duration interval) {
    String written = written(interval);
    return interval.equals(DRIP) ? drip() : new Fault("drip " + written, Spoils.drip(interval));
  }

  /** Replaces: 200 and chunks without end, as fast as the client reads. */
  public static Fault endless() {
    return new Fault("endless", Floods.endless(Duration.ZERO));
  }

  /** Replaces: 200 and chunks without end, one each interval. */
  public static Fault endless(Duration interval) {
    return new Fault("endless " + written(interval), Floods.endless(interval));
  }

  /** Withholds: the connection is reset once the request was read; nothing has happened. */
  public static Fault resetBefore() {
    return new Fault("reset-before", Breaks.resetBefore());
  }

  /** Withholds: the connection is reset after what was asked for has happened. */
  public static Fault resetAfter() {
    return new Fault("reset-after", Breaks.resetAfter());
  }

  /** Spoils: proper HTTP with half of the JSON text. */
  public static Fault truncated() {
    return new Fault("truncated", Spoils.truncated());
  }

  /** Spoils: the connection ends in the middle of the body. */
  public static Fault cut() {
    return new Fault("cut", Spoils.cut());
  }

  /** Spoils: the body is ISO-8859-1 and declared as UTF-8. */
  public static Fault wrongCharset() {
    return new Fault("wrong-charset", Spoils.wrongCharset(StandardCharsets.ISO_8859_1));
  }

  /** Spoils: the body is in a charset other than UTF-8 and declared as UTF-8. */
  public static Fault wrongCharset(Charset charset) {
    if (charset.equals(StandardCharsets.ISO_8859_1)) {
      return wrongCharset();
    }
    if (!charset.equals(StandardCharsets.UTF_16)) {
      throw new IllegalArgumentException(
          "A wrong charset is ISO-8859-1 or UTF-16; this is " + charset + ".");
    }
    return new Fault(
        "wrong-charset " + charset.name().toLowerCase(Locale.ROOT), Spoils.wrongCharset(charset));
  }

  /** Replaces: 200 with the page of a network that wants people to sign in. */
  public static Fault html() {
    return new Fault("html", Replacements.answer(Replacements.html()));
  }

  /** Replaces: that status without a body. */
  public static Fault status(int code) {
    return new Fault("status " + code, Replacements.answer(ServerAnswer.of(code)));
  }

  /**
   * Replaces: that status with a body, JSON when it begins like JSON and otherwise plain text.
   *
   * @param body one line, single blanks between its words, none of them like {@code times=1}
   */
  public static Fault status(int code, String body) {
    if (!BODY.matcher(body).matches() || FaultRule.hasOption(body)) {
      throw new IllegalArgumentException(
          "The body of a status fault is one line with single blanks between its words, none of"
              + " which looks like times=1 or after=1; this is: "
              + body);
    }
    return new Fault(
        "status " + code + " " + body, Replacements.answer(Replacements.status(code, body)));
  }

  /** Replaces: 502 with the page of a gateway. */
  public static Fault badGateway() {
    return new Fault("bad-gateway", Replacements.answer(Replacements.badGateway()));
  }

  /** Replaces: 429 with {@code Retry-After: 1}. */
  public static Fault throttle() {
    return new Fault("throttle", Replacements.answer(Replacements.throttled("1")));
  }

  /** Replaces: 429 with {@code Retry-After} in whole seconds, which may be none. */
  public static Fault throttle(Duration wait) {
    long seconds = wait.toSeconds();
    if (wait.isNegative() || !wait.equals(Duration.ofSeconds(seconds)) || seconds > 999_999_999) {
      throw new IllegalArgumentException(
          "Retry-After is a whole number of seconds with at most nine digits; this is "
              + wait
              + ".");
    }
    return wait.equals(THROTTLE)
        ? throttle()
        : new Fault(
            "throttle " + seconds,
            Replacements.answer(Replacements.throttled(Long.toString(seconds))));
  }

  /** Replaces: 429 with {@code Retry-After} as a date, that far from the moment of the answer. */
  public static Fault throttleUntil(Duration fromNow) {
    return new Fault("throttle date " + written(fromNow), Replacements.throttledUntil(fromNow));
  }

  /** Replaces: 429 with a {@code Retry-After} that means nothing. */
  public static Fault throttleWithGarbage() {
    return new Fault("throttle garbage", Replacements.answer(Replacements.throttled("soon")));
  }

  /** Replaces: 429 with more seconds in {@code Retry-After} than a 64-bit number holds. */
  public static Fault throttleWithHugeWait() {
    return new Fault(
        "throttle huge", Replacements.answer(Replacements.throttled("99999999999999999999")));
  }

  /** Replaces: 429 without {@code Retry-After}. */
  public static Fault throttleWithoutWait() {
    return new Fault("throttle missing", Replacements.answer(Replacements.throttled()));
  }

  /** Replaces: 302 with that {@code Location}. */
  public static Fault redirect(String location) {
    return redirect(location, 302);
  }

  /**
   * Replaces: a redirect with that {@code Location}, sent as it is.
   *
   * @param location without blanks, and in ASCII
   * @param code from 300 to 399
   */
  public static Fault redirect(String location, int code) {
    if (!URL.matcher(location).matches()) {
      throw new IllegalArgumentException(
          "A Location is ASCII without blanks; this is: " + location);
    }
    if (code < 300 || code > 399) {
      throw new IllegalArgumentException(
          "The status of a redirect is a number from 300 to 399; this is " + code + ".");
    }
    return new Fault(
        "redirect " + location + (code == 302 ? "" : " " + code),
        Replacements.answer(Replacements.redirect(code, location)));
  }

  /** Spoils nothing: the answer is packed with gzip, whether the client offered that or not. */
  public static Fault gzip() {
    return new Fault("gzip", Spoils.gzip());
  }

  /** Replaces: some 250 KB of gzip that are 256 MB of JSON. */
  public static Fault gzipBomb() {
    return new Fault("gzip-bomb", Floods.gzipBomb(BOMB));
  }

  /**
   * Replaces: a gzip that is JSON of that size.
   *
   * @param inflatedSize in bytes
   */
  public static Fault gzipBomb(long inflatedSize) {
    return inflatedSize == BOMB
        ? gzipBomb()
        : new Fault("gzip-bomb " + written(inflatedSize), Floods.gzipBomb(inflatedSize));
  }

  /** Replaces: 64 MB of JSON. */
  public static Fault huge() {
    return new Fault("huge", Floods.huge(HUGE));
  }

  /**
   * Replaces: JSON of that size.
   *
   * @param size in bytes
   */
  public static Fault huge(long size) {
    return size == HUGE ? huge() : new Fault("huge " + written(size), Floods.huge(size));
  }

  /** Withholds: bytes come that are not HTTP, and the connection ends. */
  public static Fault notHttp() {
    return new Fault("not-http", Breaks.notHttp());
  }

  /** Replaces: 200 without a body. */
  public static Fault empty() {
    return new Fault("empty", Replacements.answer(ServerAnswer.of(200)));
  }

  /** Withholds: the connection ends in order, without an answer. */
  public static Fault close() {
    return new Fault("close", Breaks.close());
  }

  Misbehaviour misbehaviour() {
    return misbehaviour;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fault fault && fault.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns the fault as {@link #parse} reads it. */
  @Override
  public String toString() {
    return text;
  }

  private static String written(Duration duration) {
    if (duration.toMillis() < 1
        || duration.compareTo(LONGEST) > 0
        || !duration.equals(Duration.ofMillis(duration.toMillis()))) {
      throw new IllegalArgumentException(
          "A fault takes whole milliseconds from 1ms to 24h; this is " + duration + ".");
    }
    return Amounts.text(duration);
  }

  private static String written(long size) {
    if (size < Floods.SMALLEST || size > 1L << 40) {
      throw new IllegalArgumentException(
          "A fault takes a size from 16B to 1024GB; this is " + size + " bytes.");
    }
    return Amounts.text(size);
  }
}
