// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.samples.proofpoint.Behaviour.ErrorProfile;
import io.sallyport.samples.proofpoint.Behaviour.ListLimit;
import io.sallyport.samples.proofpoint.Behaviour.LockOut;
import io.sallyport.samples.proofpoint.Behaviour.RequestLimit;
import io.sallyport.samples.proofpoint.Behaviour.VisibilityLag;
import io.sallyport.testkit.server.FaultRule;
import io.sallyport.testkit.server.TlsMode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * One option of the command line.
 *
 * @param value what its value is called; empty for an option without one
 * @param explanation lines for a person
 * @param reader puts what the value says into the options
 */
record Option(String name, String value, String explanation, BiConsumer<Options, String> reader) {
  private static final int HIGHEST_PORT = 65_535;
  private static final int MOST_ENTRIES = 1_000_000;

  static final List<Option> ALL =
      List.of(
          new Option(
              "--port",
              "N",
              "the port to listen on (default " + Options.DEFAULT_PORT + "; 0 for any free one)",
              (options, text) -> options.listenOn(port(text))),
          new Option(
              "--prefix",
              "PATH",
              "the path below which the API answers (default /api/v1)",
              Option::readPrefix),
          new Option(
              "--errors",
              "PROFILE",
              "what the body of an error looks like, one of\n"
                  + Options.errorNames(", ")
                  + "\n(default vendor-string)",
              (options, text) -> options.choose(errors(text))),
          new Option(
              "--behaviour",
              "NAME=VALUE",
              "how it answers where the vendor's documents leave it open; see below",
              Option::readBehaviour),
          new Option(
              "--lock-out",
              "N",
              "lock an account after N wrong passwords in a row (default: never)",
              (options, text) ->
                  options.choose(new LockOut(Values.number("--lock-out", text, 1, MOST_ENTRIES)))),
          new Option(
              "--throttle",
              "N/TIME",
              "answer 429 after N requests of one account in TIME, like 10/1s",
              (options, text) -> options.choose(Values.throttle("--throttle", text))),
          new Option(
              "--lag",
              "TIME",
              "show a change of sender lists to readers only after TIME, like 2s",
              (options, text) -> options.choose(new VisibilityLag(Values.time("--lag", text)))),
          new Option(
              "--list-limit",
              "N",
              "refuse with 422 what makes a sender list longer than N entries",
              (options, text) ->
                  options.choose(
                      new ListLimit(Values.number("--list-limit", text, 1, MOST_ENTRIES)))),
          new Option(
              "--request-limit",
              "BYTES",
              "refuse with 413 a body that is longer",
              (options, text) ->
                  options.choose(
                      new RequestLimit(
                          Values.number("--request-limit", text, 1, Integer.MAX_VALUE)))),
          new Option(
              "--entries",
              "N",
              "begin with N more entries on the block list of example.com, like 100000",
              (options, text) ->
                  options
                      .directory()
                      .fill("example.com", Values.number("--entries", text, 1, MOST_ENTRIES))),
          new Option(
              "--password-expires",
              "TIME",
              "let all passwords expire TIME after the start",
              (options, text) -> options.expirePasswords(Values.time("--password-expires", text))),
          new Option(
              "--sign-in",
              "EMAIL=KIND",
              """
              how one account signs in: password, second-factor or single-sign-on;
              the last two cannot use the API (401)""",
              Option::readSignIn),
          new Option(
              "--other-stack",
              "DOMAIN=URL",
              """
              move the organisation of DOMAIN to another stack: invisible here, and
              /endpoints names URL""",
              Option::readOtherStack),
          new Option(
              "--fault",
              "RULE",
              """
              misbehave by a rule, like "POST **/sender-lists reset-after times=1" or silent;
              may be given several times; --fault list says what faults there are""",
              Option::readFault),
          new Option(
              "--tls",
              "MODE",
              """
              listen for https instead, with a certificate made for this run, in one of the
              modes trusted, untrusted, expired, wrong-host, old-protocol,
              silent-handshake, plain, reset-handshake; plain HTTP is on another port""",
              (options, text) -> options.useTls(tls(text))),
          new Option(
              "--tls-certificate",
              "FILE",
              "write there what a connection's tls.trustCertificates has to name (PEM)",
              (options, text) -> options.writeCertificate(file(text))),
          new Option(
              "--help", "", "this text", (options, none) -> options.print(Options.Page.HELP)));

  static Optional<Option> named(String name) {
    String full = name.equals("-h") ? "--help" : name;
    return ALL.stream().filter(option -> option.name().equals(full)).findFirst();
  }

  private static void readBehaviour(Options options, String text) {
    if (text.equals("list")) {
      options.print(Options.Page.BEHAVIOURS);
    } else {
      options.choose(Switch.parse(text));
    }
  }

  private static void readFault(Options options, String text) {
    if (text.equals("list")) {
      options.print(Options.Page.FAULTS);
    } else {
      options.add(rule(text));
    }
  }

  private static FaultRule rule(String text) {
    try {
      return FaultRule.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("Option --fault: " + wrong.getMessage(), wrong);
    }
  }

  private static TlsMode tls(String text) {
    return EnumSet.allOf(TlsMode.class).stream()
        .filter(mode -> written(mode).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Values.wrong(
                    "--tls",
                    EnumSet.allOf(TlsMode.class).stream()
                        .map(Option::written)
                        .collect(Collectors.joining(", ", "one of ", "")),
                    text));
  }

  static String written(TlsMode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Path file(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException notPath) {
      throw Values.wrong("--tls-certificate", "the path of a file", text);
    }
  }

  private static void readSignIn(Options options, String text) {
    String form = "EMAIL=KIND with the kind password, second-factor or single-sign-on";
    Values.Assignment account = Values.assignment("--sign-in", text, form);
    SignIn signIn =
        switch (account.value()) {
          case "password" -> SignIn.PASSWORD;
          case "second-factor" -> SignIn.SECOND_FACTOR;
          case "single-sign-on" -> SignIn.SINGLE_SIGN_ON;
          default -> throw Values.wrong("--sign-in", form, text);
        };
    options.directory().changeSignIn(account.name(), signIn);
  }

  private static void readOtherStack(Options options, String text) {
    Values.Assignment move =
        Values.assignment("--other-stack", text, "DOMAIN=URL like example.org=https://us2.example");
    options.directory().moveToStack(move.name(), Values.address("--other-stack", move.value()));
  }

  private static int port(String text) {
    try {
      return Values.number("--port", text, 0, HIGHEST_PORT);
    } catch (IllegalArgumentException notPort) {
      throw Values.wrong("--port", "a number from 0 (any free port) to " + HIGHEST_PORT, text);
    }
  }

  private static void readPrefix(Options options, String path) {
    try {
      options.answerUnder(path);
    } catch (IllegalArgumentException notPrefix) {
      throw Values.wrong(
          "--prefix",
          "a path like /api/v1, without a slash at its end and not below /simulator",
          path);
    }
  }

  private static ErrorProfile errors(String text) {
    return ErrorProfile.named(text)
        .orElseThrow(() -> Values.wrong("--errors", "one of " + Options.errorNames(", "), text));
  }
}
