// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.net.URI;
import java.util.Locale;

/** What the command line says to the person in front of it. */
final class Texts {
  private Texts() {}

  static String help() {
    return """
        Usage: ./sallyport simulator [--port N] [--errors PROFILE]

        Answers like the Proofpoint Essentials Interface API v1 on 127.0.0.1, with made-up
        organisations that remember what is added and deleted until it stops.

          --port N          the port to listen on (default %d; 0 for any free one)
          --errors PROFILE  what the body of an error looks like, one of
                            %s
                            (default vendor-string)
          --help            this text
        """
        .formatted(Options.DEFAULT_PORT, Options.errorNames(", "));
  }

  static String welcome(URI uri, Options options) {
    return """
        Proofpoint Essentials simulator: answers like the vendor's Interface API v1, with made-up
        organisations that remember what is added and deleted until it stops.

        Address: %s (the API is below /api/v1; errors as %s)

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
        .formatted(uri, options.errors().optionName(), DemoDirectory.PASSWORD, otherPort(uri));
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
