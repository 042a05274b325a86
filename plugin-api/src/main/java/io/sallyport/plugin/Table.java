// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
    return rows(List.of(Arrays.asList(values)));
  }

  /** The same table with these rows more, each as for {@link #row}. */
  public Table rows(Collection<? extends List<? extends @Nullable Object>> values) {
    List<List<Optional<String>>> more = new ArrayList<>(rows);
    for (List<? extends @Nullable Object> row : values) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "A row of " + columns + " must have " + columns.size() + " values, not " + row.size());
      }
      more.add(
          row.stream()
              .map(value -> Optional.<Object>ofNullable(value).map(Object::toString))
              .toList());
    }
    return new Table(columns, Collections.unmodifiableList(more));
  }

  /**
   * The same table whose columns are filled downwards with these lists, the first list for the
   * first column; short ones end in gaps.
   *
   * @throws IllegalArgumentException when there are not as many lists as columns
   */
  public Table columns(List<?>... lists) {
    int height = Arrays.stream(lists).mapToInt(List::size).max().orElse(0);
    List<List<@Nullable Object>> values = new ArrayList<>(height);
    for (int line = 0; line < height; line++) {
      List<@Nullable Object> row = new ArrayList<>(lists.length);
      for (List<?> list : lists) {
        row.add(line < list.size() ? list.get(line) : null);
      }
      values.add(row);
    }
    if (lists.length != columns.size()) {
      throw new IllegalArgumentException(
          "The table " + columns + " must have " + columns.size() + " lists, not " + lists.length);
    }
    return rows(values);
  }

  public List<String> columns() {
    return columns;
  }

  /** Each as long as {@link #columns}; empty where there is no value. */
  public List<List<Optional<String>>> rows() {
    return rows;
  }
}
