// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.samples.proofpoint.Behaviour.ErrorProfile;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** What the command line asks for. */
record Options(int port, ErrorProfile errors, boolean help) {
  static final int DEFAULT_PORT = 18080;

  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads arguments; a value stands behind its option or after an equals sign.
   *
   * @throws IllegalArgumentException with one line for a person
   */
  static Options parse(List<String> arguments) {
    Options options = new Options(DEFAULT_PORT, ErrorProfile.VENDOR_STRING, false);
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      options =
          switch (name) {
            case "--port" -> options.withPort(port(value(name, argument, equals, rest)));
            case "--errors" -> options.withErrors(errors(value(name, argument, equals, rest)));
            case "--help", "-h" -> options.withHelp();
            default ->
                throw new IllegalArgumentException(
                    "Unknown option " + argument + ". There are --port, --errors and --help.");
          };
    }
    return options;
  }

  /** Returns the names of the error profiles as --errors takes them. */
  static String errorNames(String separator) {
    return EnumSet.allOf(ErrorProfile.class).stream()
        .map(ErrorProfile::optionName)
        .collect(Collectors.joining(separator));
  }

  private Options withPort(int chosen) {
    return new Options(chosen, errors, help);
  }

  private Options withErrors(ErrorProfile chosen) {
    return new Options(port, chosen, help);
  }

  private Options withHelp() {
    return new Options(port, errors, true);
  }

  private static String value(String name, String argument, int equals, Iterator<String> rest) {
    if (equals >= 0) {
      return argument.substring(equals + 1);
    }
    if (!rest.hasNext()) {
      throw new IllegalArgumentException("Option " + name + " needs a value.");
    }
    return rest.next();
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException notNumber) {
      // Said below, as for a number out of range.
    }
    throw new IllegalArgumentException(
        "Option --port takes a number from 0 (any free port) to "
            + HIGHEST_PORT
            + ", not '"
            + text
            + "'.");
  }

  private static ErrorProfile errors(String text) {
    return ErrorProfile.named(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Option --errors takes one of " + errorNames(", ") + ", not '" + text + "'."));
  }
}
