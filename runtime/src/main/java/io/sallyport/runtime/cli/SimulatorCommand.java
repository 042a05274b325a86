// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * {@code sallyport simulator}. Which options there are is the sample's own matter: they are passed
 * on as they stand, and its help is shown as part of this command's.
 */
@Command(
    name = "simulator",
    header = "Runs a simulated Proofpoint Essentials on this machine, to try things out.",
    customSynopsis = "sallyport simulator [OPTION]...",
    description = {
      "",
      "The connections proofpoint-demo and proofpoint-demo-denied of the shipped configuration speak to it."
    },
    footer = {"", "Example:", "  sallyport simulator --port 18080"})
final class SimulatorCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Spec
  void addSampleHelp(CommandSpec spec) {
    // Asked for only when the help is printed: it takes loading the sample.
    spec.usageMessage()
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, help -> vendor().help());
  }

  @Override
  public Integer call() {
    // The sample is a program of its own: here its output is the answer.
    System.setOut(root().answers());
    vendor().main(arguments);
    return ExitCode.SUCCESSFUL;
  }

  private SampleVendor vendor() {
    return new SampleVendor(root().surroundings().home());
  }

  private SallyportCommand root() {
    return Objects.requireNonNull(parent);
  }
}
