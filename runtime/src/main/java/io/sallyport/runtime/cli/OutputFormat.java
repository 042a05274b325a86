// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.render.HtmlRenderer;
import io.sallyport.runtime.render.JsonRenderer;
import io.sallyport.runtime.render.ReportRenderer;
import io.sallyport.runtime.render.TextRenderer;

/** How a report is shown. The constants are written as on the command line. */
enum OutputFormat {
  text,
  json,
  html;

  ReportRenderer renderer(boolean colour) {
    return switch (this) {
      case text -> new TextRenderer(colour);
      case json -> new JsonRenderer();
      case html -> new HtmlRenderer();
    };
  }
}
