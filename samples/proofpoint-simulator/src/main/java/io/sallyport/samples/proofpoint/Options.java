// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static io.sallyport.testkit.server.TlsMode.EXPIRED;
import static io.sallyport.testkit.server.TlsMode.TRUSTED;
import static io.sallyport.testkit.server.TlsMode.UNTRUSTED;
import static io.sallyport.testkit.server.TlsMode.WRONG_HOST;

import io.sallyport.samples.proofpoint.Behaviour.Choice;
import io.sallyport.samples.proofpoint.Behaviour.ErrorProfile;
import io.sallyport.testkit.server.FaultRule;
import io.sallyport.testkit.server.TlsMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the command line asks for; filled by each {@link Option} in turn. */
final class Options {
  static final int DEFAULT_PORT = 18080;

  private final InstantSource clock;
  private final Directory directory = Directory.demo();
  private int port = DEFAULT_PORT;
  private Behaviour behaviour = Behaviour.documented();
  private Page page = Page.NONE;
  private final List<FaultRule> faults = new ArrayList<>();
  private @Nullable TlsMode tls;
  private @Nullable Path certificate;

  private Options(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Reads arguments; a value stands behind its option or after an equals sign.
   *
   * @param clock times on the command line count from now
   * @throws IllegalArgumentException with one line for a person
   */
  static Options parse(List<String> arguments, InstantSource clock) {
    Options options = new Options(clock);
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      Option option =
          Option.named(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Unknown option " + argument + ". There are " + names() + "."));
      option.reader().accept(options, value(option, argument, equals, rest));
    }
    options.requireCertificateToWrite();
    return options;
  }

  /** Returns the names of the error profiles as --errors takes them. */
  static String errorNames(String separator) {
    return EnumSet.allOf(ErrorProfile.class).stream()
        .map(ErrorProfile::optionName)
        .collect(Collectors.joining(separator));
  }

  /** Returns the state to begin with. */
  Directory directory() {
    return directory;
  }

  int port() {
    return port;
  }

  Behaviour behaviour() {
    return behaviour;
  }

  Page page() {
    return page;
  }

  /** Returns the rules in their order. */
  List<FaultRule> faults() {
    return List.copyOf(faults);
  }

  /** Returns how TLS is spoken, or null for plain HTTP. */
  @Nullable TlsMode tls() {
    return tls;
  }

  /** Returns the file to write the certificate to, or null for none. */
  @Nullable Path certificate() {
    return certificate;
  }

  void add(FaultRule rule) {
    faults.add(rule);
  }

  void useTls(TlsMode mode) {
    tls = mode;
  }

  void writeCertificate(Path file) {
    certificate = file;
  }

  void listenOn(int chosen) {
    port = chosen;
  }

  void answerUnder(String prefix) {
    behaviour = behaviour.under(prefix);
  }

  void print(Page chosen) {
    page = chosen;
  }

  void choose(Choice choice) {
    behaviour = behaviour.with(choice);
  }

  void expirePasswords(Duration fromNow) {
    directory.expirePasswords(clock.instant().plus(fromNow));
  }

  private void requireCertificateToWrite() {
    if (certificate != null
        && (tls == null || !Set.of(TRUSTED, UNTRUSTED, EXPIRED, WRONG_HOST).contains(tls))) {
      throw new IllegalArgumentException(
          "Option --tls-certificate needs a certificate to write: one is shown with --tls trusted,"
              + " untrusted, expired or wrong-host.");
    }
  }

  private static String names() {
    return Option.ALL.stream().map(Option::name).collect(Collectors.joining(", "));
  }

  private static String value(Option option, String argument, int equals, Iterator<String> rest) {
    if (option.value().isEmpty()) {
      return "";
    }
    if (equals >= 0) {
      return argument.substring(equals + 1);
    }
    if (!rest.hasNext()) {
      throw new IllegalArgumentException("Option " + option.name() + " needs a value.");
    }
    return rest.next();
  }

  /** A text to print instead of starting. */
  enum Page {
    NONE,
    HELP,
    BEHAVIOURS,
    FAULTS
  }
}
