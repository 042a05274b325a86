// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.command.CommandCall;
import io.sallyport.runtime.command.CommandService;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.render.ReportRenderer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/**
 * {@code sallyport demo}: what Sallyport does, in one process, against the simulator that comes
 * with it.
 */
@Command(
    name = "demo",
    header = "Shows in a few seconds what Sallyport does, against a simulated product.",
    description = {
      "",
      "Touches neither your configuration nor the network: the simulator listens on a free port of 127.0.0.1."
    },
    footer = {"", "Example:", "  sallyport demo"})
final class DemoCommand implements Callable<Integer> {

  private static final String NEW_ITEM = "Safe List Items=[\"partner@good.example\"]";

  /** The passwords open nothing but the simulator. */
  private static final String CONNECTIONS =
      """
      connections:
        - name: proofpoint-demo
          integration: proofpoint-essentials
          parameters: {serverUrl: "%1$s", userName: admin@example.com, password: Simulator-Passw0rd}
        - name: proofpoint-demo-denied
          integration: proofpoint-essentials
          parameters: {serverUrl: "%1$s", userName: admin@example.com, password: not-the-password}
      """;

  @ParentCommand private @Nullable SallyportCommand parent;

  private record Step(String command, String connection, List<String> inputs, int exitCode) {

    String asTyped() {
      String given = inputs.isEmpty() ? "" : " -i '" + String.join("' -i '", inputs) + "'";
      return "$ sallyport run \"" + command + "\" -c " + connection + given;
    }
  }

  private static final List<Step> STEPS =
      List.of(
          new Step("Test Connection", "proofpoint-demo", List.of(), ExitCode.SUCCESSFUL),
          new Step(
              "Get Organization Sender Lists", "proofpoint-demo", List.of(), ExitCode.SUCCESSFUL),
          new Step(
              "Add Organization Sender Lists",
              "proofpoint-demo",
              List.of(NEW_ITEM),
              ExitCode.SUCCESSFUL),
          new Step(
              "Delete Organization Sender Lists",
              "proofpoint-demo",
              List.of("Safe List Items to Delete=[\"partner@good.example\"]"),
              ExitCode.SUCCESSFUL),
          new Step(
              "Get All Organization Domains",
              "proofpoint-demo-denied",
              List.of(),
              ExitCode.FAILED));

  @Override
  public Integer call() throws IOException {
    SallyportCommand root = Objects.requireNonNull(parent);
    Path folder = Files.createTempDirectory("sallyport-demo");
    try (SampleVendor.Running vendor = new SampleVendor(root.surroundings().home()).start()) {
      write(folder, vendor.address());
      try (Sallyport sallyport = root.open(folder, false)) {
        root.configuration(sallyport);
        return run(root, sallyport.commands().orElseThrow());
      }
    } finally {
      delete(folder);
    }
  }

  /** With all that the runs have left in it. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private static void write(Path folder, URI address) throws IOException {
    Path connections = Files.createDirectory(folder.resolve("connections"));
    Files.writeString(connections.resolve("demo.yaml"), CONNECTIONS.formatted(address));
  }

  /** Each step must end as it should; one that does not is a fault, and says so. */
  private static int run(SallyportCommand root, CommandService commands) {
    ReportRenderer renderer = OutputFormat.text.renderer(root.surroundings().colour());
    for (Step step : STEPS) {
      root.answers().println(step.asTyped());
      Report report =
          commands.run(
              new CommandCall(
                  Caller.operatingSystemUser(),
                  step.command(),
                  step.connection(),
                  InputArguments.read(step.inputs(), Optional.empty()),
                  Optional.empty()));
      root.answers().println(renderer.render(report));
      if (ExitCode.of(report) != step.exitCode()) {
        root.messages().println("This step should have ended otherwise. Please report it.");
        return ExitCode.INTERNAL_FAULT;
      }
    }
    root.answers().println("The last one fails on purpose: that connection has a wrong password.");
    root.answers()
        .println(
            "Next: ./sallyport simulator, and in another terminal ./sallyport test proofpoint-demo"
                + " (in the unpacked zip: bin/sallyport).");
    return ExitCode.SUCCESSFUL;
  }
}
