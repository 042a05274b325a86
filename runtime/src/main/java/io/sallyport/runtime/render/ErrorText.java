// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import io.sallyport.runtime.command.ErrorReport;
import java.util.List;

/**
 * The three lines of the tab <i>Error</i>, as the document shows them: each part ends in one period
 * and never in two.
 */
final class ErrorText {

  static List<String> lines(ErrorReport error) {
    return List.of(
        sentence(error.failureIndicator()),
        "Status Code: " + error.statusCode() + ".",
        sentence("Message: " + error.message()));
  }

  private static String sentence(String text) {
    return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
  }

  private ErrorText() {}
}
