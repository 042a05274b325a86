// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

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

  int exitCode() {
    return exitCode;
  }

  List<String> lines() {
    return lines;
  }
}
