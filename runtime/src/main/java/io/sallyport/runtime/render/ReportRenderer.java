// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import io.sallyport.runtime.command.Report;

/** Turns a report into one text, complete with its final line break. */
@FunctionalInterface
public interface ReportRenderer {
  String render(Report report);
}
