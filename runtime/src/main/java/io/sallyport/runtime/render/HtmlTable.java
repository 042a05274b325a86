// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import io.sallyport.plugin.Table;
import java.util.stream.Collectors;

/**
 * D3's HTML table: one header row, one row per thing, everything escaped, {@code N/A} where there
 * is no value.
 */
final class HtmlTable {

  static final String MISSING = "N/A";

  static String of(Table table) {
    String header =
        table.columns().stream()
            .map(name -> "<th>" + HtmlText.escape(name) + "</th>")
            .collect(Collectors.joining());
    String rows =
        table.rows().stream()
            .map(
                row ->
                    row.stream()
                        .map(value -> "<td>" + HtmlText.escape(value.orElse(MISSING)) + "</td>")
                        .collect(Collectors.joining("", "<tr>", "</tr>")))
            .collect(Collectors.joining());
    return "<table class='cc-table horizontal-table'><tr>" + header + "</tr>" + rows + "</table>";
  }

  private HtmlTable() {}
}
