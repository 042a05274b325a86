// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime;

import io.sallyport.runtime.cli.CommandLineInterface;
import io.sallyport.runtime.cli.Surroundings;
import io.sallyport.runtime.plugin.PluginOutput;

/** Starts the command line. */
public final class Main {

  /** Ends the process with the exit code of the command. */
  public static void main(String[] arguments) {
    int exitCode;
    try (PluginOutput output = PluginOutput.install()) {
      exitCode = CommandLineInterface.run(Surroundings.ofProcess(output.answers()), arguments);
      output.answers().flush();
    }
    System.exit(exitCode);
  }

  private Main() {}
}
