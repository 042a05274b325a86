// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.plugin.ApiVersion;
import java.util.Objects;
import java.util.Optional;
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
    SallyportCommand root = Objects.requireNonNull(parent);
    String version =
        Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
            .orElse("unpackaged");
    root.answers()
        .println(
            "Sallyport "
                + version
                + " (plugin API "
                + ApiVersion.current()
                + ", Java "
                + System.getProperty("java.version")
                + ")");
    return ExitCode.SUCCESSFUL;
  }
}
