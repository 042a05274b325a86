// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport simulator}. */
@Command(
    name = "simulator",
    header = "Runs a simulated Proofpoint Essentials on this machine, to try things out.",
    description = {
      "",
      "The connections proofpoint-demo and proofpoint-demo-denied of the shipped configuration speak to it."
    },
    footer = {"", "Example:", "  sallyport simulator --port 18080"})
final class SimulatorCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port on 127.0.0.1. Default: 18080.")
  private @Nullable String port;

  @Option(
      names = "--errors",
      paramLabel = "PROFILE",
      description =
          "How it words errors: vendor-string, laravel-map, flat-message, error-string, empty or html.")
  private @Nullable String errors;

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>();
    if (port != null) {
      arguments.addAll(List.of("--port", port));
    }
    if (errors != null) {
      arguments.addAll(List.of("--errors", errors));
    }
    SallyportCommand root = Objects.requireNonNull(parent);
    // The sample is a program of its own: here its output is the answer.
    System.setOut(root.answers());
    new SampleVendor(root.surroundings().home()).main(arguments);
    return ExitCode.SUCCESSFUL;
  }
}
