// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.testkit.server.FaultRule;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the running simulator says to the person in front of it. */
final class Texts {
  private static final URI USUAL = URI.create("http://127.0.0.1:" + Options.DEFAULT_PORT);

  private Texts() {}

  static String welcome(ProofpointSimulator simulator, Options options) {
    return """
        Proofpoint Essentials simulator: answers like the vendor's Interface API v1, with made-up
        organisations that remember what is added and deleted until it stops.

        Address: %s (the API is below %s; errors as %s)
        Control: %s/simulator/faults (see --help)
        %s%s
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
            simulator.uri(),
            options.behaviour().prefix(),
            options.behaviour().chosen(Behaviour.ErrorProfile.class).optionName(),
            simulator.plainUri(),
            faults(options),
            tls(options),
            DemoDirectory.PASSWORD,
            otherAddress(simulator.uri()));
  }

  /**
   * Returns one line for a request: method, path, status, user, how long it took, and the fault.
   */
  static String request(JournalEntry entry) {
    return String.format(
        Locale.ROOT,
        "%s %s %s %s %.1f ms%s",
        entry.method(),
        printable(entry.path()),
        entry.status() == 0 ? "-" : String.valueOf(entry.status()),
        entry.user().isEmpty() ? "-" : printable(entry.user()),
        entry.took().toNanos() / 1e6,
        entry.fault().isEmpty() ? "" : " fault: " + printable(entry.fault()));
  }

  private static String faults(Options options) {
    return options.faults().stream()
        .map(FaultRule::toString)
        .map(rule -> "Fault:   " + rule + "\n")
        .collect(Collectors.joining());
  }

  private static String tls(Options options) {
    if (options.tls() == null) {
      return "";
    }
    Path certificate = options.certificate();
    return "TLS:     "
        + Option.written(options.tls())
        + (certificate == null
            ? "; --tls-certificate FILE writes what a connection has to trust"
            : "; a connection trusts it by tls: {trustCertificates: "
                + certificate.toAbsolutePath()
                + "}")
        + "\n";
  }

  private static String otherAddress(URI uri) {
    if (uri.equals(USUAL)) {
      return "";
    }
    return """

        The connections proofpoint-demo and proofpoint-demo-denied point to %s. To
        reach this simulator, set their parameter in config/connections:
          serverUrl: %s
        """
        .formatted(USUAL, uri);
  }

  /** What a client sends must not steer the terminal. */
  private static String printable(String sent) {
    return sent.replaceAll("\\p{C}", "?");
  }
}
