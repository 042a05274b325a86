// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport version}. */
@Command(
    name = "version",
    header = "Says which version this is.",
    footer = {"", "Example:", "  sallyport version"})
final class VersionCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;

  @Override
  public Integer call() {
    Objects.requireNonNull(parent).answers().println(Version.line());
    return ExitCode.SUCCESSFUL;
  }
}
