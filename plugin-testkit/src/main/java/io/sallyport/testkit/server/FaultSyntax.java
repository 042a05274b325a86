// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one fault is written.
 *
 * @param usage its name, and behind it what it takes: capitals stand for a value, square brackets
 *     for what may be left out
 */
record FaultSyntax(String usage, Function<FaultArguments, Fault> reader) {

  static final List<FaultSyntax> ALL =
      List.of(
          of("delay DURATION", words -> Fault.delay(words.duration())),
          of("silent", words -> Fault.silent()),
          of("no-read", words -> Fault.noRead()),
          of("stall", words -> Fault.stall()),
          of(
              "drip [DURATION]",
              words -> words.hasMore() ? Fault.drip(words.duration()) : Fault.drip()),
          of(
              "endless [DURATION]",
              words -> words.hasMore() ? Fault.endless(words.duration()) : Fault.endless()),
          of("reset-before", words -> Fault.resetBefore()),
          of("reset-after", words -> Fault.resetAfter()),
          of("truncated", words -> Fault.truncated()),
          of("cut", words -> Fault.cut()),
          of("wrong-charset [iso-8859-1|utf-16]", FaultSyntax::wrongCharset),
          of("html", words -> Fault.html()),
          of("status CODE [BODY]", FaultSyntax::status),
          of("bad-gateway", words -> Fault.badGateway()),
          of("throttle [SECONDS|date DURATION|garbage|huge|missing]", FaultSyntax::throttle),
          of("redirect URL [CODE]", FaultSyntax::redirect),
          of("gzip", words -> Fault.gzip()),
          of(
              "gzip-bomb [SIZE]",
              words -> words.hasMore() ? Fault.gzipBomb(words.size()) : Fault.gzipBomb()),
          of("huge [SIZE]", words -> words.hasMore() ? Fault.huge(words.size()) : Fault.huge()),
          of("not-http", words -> Fault.notHttp()),
          of("empty", words -> Fault.empty()),
          of("close", words -> Fault.close()));

  static Optional<FaultSyntax> named(String name) {
    return ALL.stream().filter(syntax -> syntax.name().equals(name)).findFirst();
  }

  static String listed() {
    return String.join(", ", ALL.stream().map(FaultSyntax::usage).toList());
  }

  String name() {
    int blank = usage.indexOf(' ');
    return blank < 0 ? usage : usage.substring(0, blank);
  }

  Fault read(String rest) {
    FaultArguments words = new FaultArguments(usage, rest);
    Fault fault = reader.apply(words);
    words.end();
    return fault;
  }

  private static FaultSyntax of(String usage, Function<FaultArguments, Fault> reader) {
    return new FaultSyntax(usage, reader);
  }

  private static Fault wrongCharset(FaultArguments words) {
    if (!words.hasMore()) {
      return Fault.wrongCharset();
    }
    String name = words.word();
    Charset charset =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "iso-8859-1" -> StandardCharsets.ISO_8859_1;
          case "utf-16" -> StandardCharsets.UTF_16;
          default -> throw words.refuse("\"" + name + "\" is neither iso-8859-1 nor utf-16");
        };
    return Fault.wrongCharset(charset);
  }

  private static Fault status(FaultArguments words) {
    int code = words.number();
    return words.hasMore() ? Fault.status(code, words.everything()) : Fault.status(code);
  }

  private static Fault redirect(FaultArguments words) {
    String location = words.word();
    return words.hasMore() ? Fault.redirect(location, words.number()) : Fault.redirect(location);
  }

  private static Fault throttle(FaultArguments words) {
    if (!words.hasMore()) {
      return Fault.throttle();
    }
    String word = words.word();
    return switch (word) {
      case "date" -> Fault.throttleUntil(words.duration());
      case "garbage" -> Fault.throttleWithGarbage();
      case "huge" -> Fault.throttleWithHugeWait();
      case "missing" -> Fault.throttleWithoutWait();
      default -> {
        if (!word.matches("\\d{1,9}")) {
          throw words.refuse("\"" + word + "\" is no number of seconds");
        }
        yield Fault.throttle(Duration.ofSeconds(Long.parseLong(word)));
      }
    };
  }
}
