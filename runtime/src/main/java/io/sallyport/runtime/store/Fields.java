// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The columns of one row with their values, in an order that is always the same. */
final class Fields {

  /** H2 holds as many in a column; nothing that is meant for a person comes near it. */
  private static final int LONGEST = 1_000_000;

  private static final char REPLACEMENT = '\uFFFD';

  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  Fields text(String column, String text) {
    values.put(column, kept(text));
    return this;
  }

  Fields text(String column, Optional<String> text) {
    values.put(column, text.map(Fields::kept).orElse(null));
    return this;
  }

  Fields time(String column, Instant instant) {
    values.put(column, Times.argument(instant));
    return this;
  }

  Fields time(String column, Optional<Instant> instant) {
    values.put(column, instant.map(Times::argument).orElse(null));
    return this;
  }

  Fields number(String column, long number) {
    values.put(column, number);
    return this;
  }

  Fields number(String column, Optional<Long> number) {
    values.put(column, number.orElse(null));
    return this;
  }

  Fields flag(String column, boolean flag) {
    values.put(column, flag);
    return this;
  }

  Fields none(String... columns) {
    for (String column : columns) {
      values.put(column, null);
    }
    return this;
  }

  void insert(Handle handle, String table) {
    String columns = String.join(", ", values.keySet());
    String places = values.keySet().stream().map(":"::concat).collect(Collectors.joining(", "));
    handle
        .createUpdate("insert into " + table + " (" + columns + ") values (" + places + ")")
        .bindMap(values)
        .execute();
  }

  /**
   * Updates the rows whose column has this value.
   *
   * @param column must not be one of those that are written
   */
  void update(Handle handle, String table, String column, Object value) {
    String changes =
        values.keySet().stream()
            .map(each -> each + " = :" + each)
            .collect(Collectors.joining(", "));
    handle
        .createUpdate("update " + table + " set " + changes + " where " + column + " = :" + column)
        .bindMap(values)
        .bind(column, value)
        .execute();
  }

  /**
   * The text as both databases can hold it: what a product answers may hold what PostgreSQL
   * refuses, which must not keep its outage from being known.
   */
  static String kept(String text) {
    String whole = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    if (whole.codePoints().noneMatch(Fields::cannotBeKept)) {
      return whole;
    }
    return whole
        .codePoints()
        .map(each -> cannotBeKept(each) ? REPLACEMENT : each)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean cannotBeKept(int character) {
    return character == 0
        || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
  }
}
