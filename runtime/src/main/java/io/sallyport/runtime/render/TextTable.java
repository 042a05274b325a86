// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, aligned, two blanks apart; no line ends in blanks. */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(List<String> header) {
    rows.add(header);
  }

  /** Adds a row; it has as many cells as the header. */
  public TextTable row(List<String> cells) {
    rows.add(cells);
    return this;
  }

  /** The lines, header first. */
  public List<String> lines() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      line.append(row.get(column))
          .append(" ".repeat(widths[column] - row.get(column).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
