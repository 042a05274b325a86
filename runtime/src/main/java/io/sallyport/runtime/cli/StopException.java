// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.plugin.CommandException;
import java.util.ArrayList;
import java.util.List;

/** Ends the command line with lines for a person and an exit code. */
final class StopException extends RuntimeException {

  private final int exitCode;
  private final List<String> lines;

  StopException(int exitCode, List<String> lines) {
    super(String.join("\n", lines));
    this.exitCode = exitCode;
    this.lines = List.copyOf(lines);
  }

  /** What a person is told where there is no report that would hold it. */
  static StopException refused(CommandException reason) {
    List<String> lines = new ArrayList<>(List.of(reason.text()));
    lines.addAll(reason.details());
    return new StopException(ExitCode.REFUSED, lines);
  }

  int exitCode() {
    return exitCode;
  }

  List<String> lines() {
    return lines;
  }
}
