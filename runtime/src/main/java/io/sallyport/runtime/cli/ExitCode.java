// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.command.ErrorReport;
import io.sallyport.runtime.command.Report;
import java.util.Set;

/** How a process says what became of it. */
final class ExitCode {

  static final int SUCCESSFUL = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int PARTIALLY_SUCCESSFUL = 3;
  static final int REFUSED = 4;
  static final int INTERNAL_FAULT = 70;
  static final int CONFIGURATION = 78;
  static final int INTERRUPTED = 130;

  private static final int CANCELLED_STATUS = 499;
  private static final Set<Integer> REFUSALS = Set.of(400, 403, 404);

  static int of(Report report) {
    return switch (report.returnData()) {
      case SUCCESSFUL -> SUCCESSFUL;
      case PARTIALLY_SUCCESSFUL -> PARTIALLY_SUCCESSFUL;
      case FAILED ->
          failed(report.started(), report.error().map(ErrorReport::statusCode).orElse(0));
    };
  }

  private static int failed(boolean started, int status) {
    if (status == CANCELLED_STATUS) {
      return INTERRUPTED;
    }
    return !started && REFUSALS.contains(status) ? REFUSED : FAILED;
  }

  private ExitCode() {}
}
