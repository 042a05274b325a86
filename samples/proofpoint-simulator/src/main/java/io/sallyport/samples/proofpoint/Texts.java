// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.net.URI;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the command line says to the person in front of it. */
final class Texts {
  private Texts() {}

  static String help() {
    return """
        Usage: ./sallyport simulator [OPTION]...

        Answers like the Proofpoint Essentials Interface API v1 on 127.0.0.1, with made-up
        organisations that remember what is added and deleted until it stops.

        """
        + reference();
  }

  /** Returns everything that can be said on the command line, with examples. */
  static String reference() {
    return """
        %s
        Behaviours for --behaviour NAME=VALUE, the default first:

        %s
        Examples:
          ./sallyport simulator --lock-out 5 --behaviour locked-text=says-locked
          ./sallyport simulator --throttle 10/1s --behaviour throttle-answer=no-retry-after
          ./sallyport simulator --behaviour add-conflict=partial --lag 2s --entries 100000
        """
        .formatted(options(), behaviours());
  }

  /** Returns every choice there is: its name and its values, and below them what it is about. */
  static String behaviours() {
    return Switch.ALL.stream()
        .map(
            one ->
                "  %s=%s%n      %s%n"
                    .formatted(one.name(), String.join("|", one.values()), one.explanation()))
        .collect(Collectors.joining());
  }

  static String welcome(URI uri, Options options) {
    return """
        Proofpoint Essentials simulator: answers like the vendor's Interface API v1, with made-up
        organisations that remember what is added and deleted until it stops.

        Address: %s (the API is below %s; errors as %s)

        Accounts, all with the password %s:
          admin@example.com      administrator of example.com (groups 12345 Finance, 67890 Helpdesk)
          auditor@example.com    the same, but read-only: may look, not change
          user@example.com       an end user: not allowed to use the API
          admin@example.org      administrator of another organisation, example.org
          admin@channel.example  the partner of both organisations

        What to type next, in another terminal:
          ./sallyport test proofpoint-demo
          ./sallyport run "Get Organization Sender Lists" -c proofpoint-demo
          ./sallyport run "Add Organization Sender Lists" -c proofpoint-demo -i 'Safe List Items=["partner@good.example"]'
          ./sallyport test proofpoint-demo-denied   # a wrong password
        %s
        Stop with Ctrl-C.
        """
        .formatted(
            uri,
            options.behaviour().prefix(),
            options.behaviour().chosen(Behaviour.ErrorProfile.class).optionName(),
            DemoDirectory.PASSWORD,
            otherPort(uri));
  }

  /** Returns one line for a request: method, path, status, user and how long it took. */
  static String request(JournalEntry entry) {
    return String.format(
        Locale.ROOT,
        "%s %s %d %s %.1f ms",
        entry.method(),
        printable(entry.path()),
        entry.status(),
        entry.user().isEmpty() ? "-" : printable(entry.user()),
        entry.took().toNanos() / 1e6);
  }

  private static String options() {
    return Option.ALL.stream().map(Texts::option).collect(Collectors.joining());
  }

  private static String option(Option option) {
    String name = (option.name() + " " + option.value()).strip();
    String[] lines = option.explanation().split("\n", -1);
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "  %-26s %s%n", name, lines[0]));
    for (int index = 1; index < lines.length; index++) {
      text.append(" ".repeat(29)).append(lines[index]).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static String otherPort(URI uri) {
    if (uri.getPort() == Options.DEFAULT_PORT) {
      return "";
    }
    return """

        The connections proofpoint-demo and proofpoint-demo-denied point to port %d. To reach this
        simulator, set their parameter in config/connections:
          serverUrl: %s
        """
        .formatted(Options.DEFAULT_PORT, uri);
  }

  /** What a client sends must not steer the terminal. */
  private static String printable(String sent) {
    return sent.replaceAll("\\p{C}", "?");
  }
}
