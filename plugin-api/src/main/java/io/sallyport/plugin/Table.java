// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tab <i>Result</i>: a table for a person, with a header and one row for each thing. Texts
 * only; the host escapes and aligns them. Immutable.
 */
public final class Table {

  private final List<String> columns;
  private final List<List<Optional<String>>> rows;

  private Table(List<String> columns, List<List<Optional<String>>> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /** A table without rows yet. */
  public static Table of(String... columns) {
    return new Table(List.of(columns), List.of());
  }

  /**
   * The same table with one row more. A missing value (null) shows as {@code N/A}; anything else as
   * its {@code toString}.
   *
   * @throws IllegalArgumentException when there are not as many values as columns
   */
  public Table row(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "A row of " + columns + " must have " + columns.size() + " values, not " + values.length);
    }
    List<Optional<String>> row =
        Arrays.stream(values)
            .map(value -> Optional.<Object>ofNullable(value).map(Object::toString))
            .toList();
    List<List<Optional<String>>> more = new ArrayList<>(rows);
    more.add(row);
    return new Table(columns, Collections.unmodifiableList(more));
  }

  /**
   * The same table whose columns are filled downwards with these lists, the first list for the
   * first column; short ones end in gaps.
   */
  public Table columns(List<?>... lists) {
    int height = Arrays.stream(lists).mapToInt(List::size).max().orElse(0);
    List<List<Optional<String>>> more = new ArrayList<>(rows);
    if (lists.length != columns.size()) {
      throw new IllegalArgumentException(
          "The table " + columns + " must have " + columns.size() + " lists, not " + lists.length);
    }
    for (int line = 0; line < height; line++) {
      int index = line;
      more.add(
          Arrays.stream(lists)
              .map(
                  list ->
                      index < list.size()
                          ? Optional.of(String.valueOf((Object) list.get(index)))
                          : Optional.<String>empty())
              .toList());
    }
    return new Table(columns, Collections.unmodifiableList(more));
  }

  public List<String> columns() {
    return columns;
  }

  /** Each as long as {@link #columns}; empty where there is no value. */
  public List<List<Optional<String>>> rows() {
    return rows;
  }
}
