// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Scalar;
import java.util.List;
import java.util.Optional;

/**
 * Fills a record from a tree, or says everything that is wrong with the tree. What a record's
 * constructor throws, other than a complaint about its values, passes through: that is a fault of
 * its author.
 */
public final class RecordBinder {

  /** The input of a command: each name in any spelling; no references. */
  public static Bound bindInput(RecordSchema schema, Mapping input) {
    return new Binding(References.NONE, false, false).bind(schema, input);
  }

  /**
   * A part of the configuration: each name exactly as the component is called.
   *
   * @throws io.sallyport.plugin.CommandException when a reference cannot be resolved
   */
  public static Bound bindConfiguration(
      RecordSchema schema, Mapping configuration, References references) {
    return new Binding(references, true, false).bind(schema, configuration);
  }

  /**
   * What is wrong with a part of the configuration, whatever its references stand for: none is
   * resolved.
   */
  public static List<Violation> checkConfiguration(
      RecordSchema schema, Mapping configuration, References references) {
    return new Binding(references, true, true).bind(schema, configuration).violations();
  }

  /** The record of which nothing is given; empty when something must be. */
  public static Optional<Record> defaults(RecordSchema schema) {
    return bindConfiguration(schema, Mapping.empty(Place.of("defaults")), References.NONE).value();
  }

  /** Whether a person may write this for the parameter. */
  static boolean accepts(Parameter parameter, String text) {
    Scalar scalar = new Scalar(Place.of("sample"), Scalar.Kind.UNTYPED, text);
    Binding binding = new Binding(References.NONE, false, false);
    Optional<Object> value = binding.value(parameter, parameter.type(), scalar);
    return value.isPresent() && binding.violations().isEmpty();
  }

  private RecordBinder() {}
}
