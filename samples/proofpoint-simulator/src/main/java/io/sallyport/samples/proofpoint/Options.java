// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.samples.proofpoint.Behaviour.Choice;
import io.sallyport.samples.proofpoint.Behaviour.ErrorProfile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** What the command line asks for; filled by each {@link Option} in turn. */
final class Options {
  static final int DEFAULT_PORT = 18080;

  private final InstantSource clock;
  private final Directory directory = Directory.demo();
  private int port = DEFAULT_PORT;
  private Behaviour behaviour = Behaviour.documented();
  private Page page = Page.NONE;

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
    BEHAVIOURS
  }
}
