// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import io.sallyport.plugin.InvalidInputException;
import io.sallyport.runtime.tree.Excerpt;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one tree. Goes on after every violation, so that all of them are found. Used once,
 * by one thread.
 */
final class Binding {

  /** Stands for the value of a reference that is only checked: valid, and not known. */
  private static final Object NOT_RESOLVED = new Object();

  private final References references;
  private final boolean configuration;
  private final boolean checkOnly;
  private final List<Violation> violations = new ArrayList<>();
  private final WatchedSecrets secrets = new WatchedSecrets();

  Binding(References references, boolean configuration, boolean checkOnly) {
    this.references = references;
    this.configuration = configuration;
    this.checkOnly = checkOnly;
  }

  Bound bind(RecordSchema schema, Mapping tree) {
    Optional<Object> made = bindRecord(schema, tree);
    secrets.stop();
    return violations.isEmpty()
        ? new Bound(made.filter(Record.class::isInstance).map(Record.class::cast), List.of())
        : new Bound(Optional.empty(), List.copyOf(violations));
  }

  List<Violation> violations() {
    return violations;
  }

  private Optional<Object> bindRecord(RecordSchema schema, Mapping tree) {
    int before = violations.size();
    Map<Parameter, Node> given = given(schema, tree);
    Map<Parameter, Object> values = new LinkedHashMap<>();
    given.forEach(
        (parameter, node) ->
            value(parameter, parameter.type(), node)
                .ifPresent(value -> values.put(parameter, value)));
    for (Parameter parameter : schema.components()) {
      if (!given.containsKey(parameter)) {
        notGiven(parameter, tree).ifPresent(value -> values.put(parameter, value));
      }
    }
    if (violations.size() > before) {
      return Optional.empty();
    }
    return values.containsValue(NOT_RESOLVED)
        ? Optional.of(NOT_RESOLVED)
        : create(schema, tree, given, values);
  }

  /** The values by parameter, in the order of the tree, without those that are null. */
  private Map<Parameter, Node> given(RecordSchema schema, Mapping tree) {
    Map<Parameter, Node> given = new LinkedHashMap<>();
    tree.entries()
        .forEach(
            (name, entry) -> {
              Optional<Parameter> parameter =
                  configuration ? schema.findExactly(name) : schema.findLoosely(name);
              if (parameter.isEmpty()) {
                unknown(schema, name, entry.keyPlace());
              } else if (given.containsKey(parameter.get())) {
                add(
                    Violation.Kind.REPEATED,
                    parameter.get(),
                    entry.keyPlace(),
                    "Keep one of the two.");
              } else if (!isNull(entry.value())) {
                given.put(parameter.get(), entry.value());
              }
            });
    return given;
  }

  private void unknown(RecordSchema schema, String name, Place place) {
    List<String> known =
        schema.parameters().stream()
            .map(parameter -> configuration ? parameter.key() : parameter.displayName())
            .toList();
    String hint =
        Names.nearest(name, known)
            .map(nearest -> "Did you mean " + nearest + "?")
            .orElse(
                known.isEmpty()
                    ? "None is known here."
                    : "Known here: " + String.join(", ", known) + ".");
    violations.add(new Violation(Violation.Kind.UNKNOWN, Excerpt.of(name), place, hint));
  }

  private Optional<Object> notGiven(Parameter parameter, Mapping tree) {
    if (parameter.isPlace()) {
      return Optional.of(tree.place());
    }
    if (parameter.defaultValue().isPresent()) {
      Scalar text = new Scalar(tree.place(), Scalar.Kind.UNTYPED, parameter.defaultValue().get());
      return value(parameter, parameter.type(), text);
    }
    if (parameter.required()) {
      add(Violation.Kind.MISSING, parameter, tree.place(), Remedy.of(parameter, parameter.type()));
    }
    return Optional.empty();
  }

  private Optional<Object> create(
      RecordSchema schema,
      Mapping tree,
      Map<Parameter, Node> given,
      Map<Parameter, Object> values) {
    Object[] arguments =
        schema.components().stream()
            .map(
                parameter ->
                    parameter.optional()
                        ? Optional.ofNullable(values.get(parameter))
                        : values.get(parameter))
            .toArray();
    try {
      return Optional.of(schema.create(arguments));
    } catch (InvalidInputException e) {
      e.expectations().forEach((name, expected) -> refused(schema, tree, given, name, expected));
    } catch (IllegalArgumentException e) {
      String complaint =
          Objects.requireNonNullElse(e.getMessage(), "These values do not fit together.");
      violations.add(
          new Violation(Violation.Kind.INVALID, "input", tree.place(), secrets.mask(complaint)));
    }
    return Optional.empty();
  }

  private void refused(
      RecordSchema schema, Mapping tree, Map<Parameter, Node> given, String name, String expected) {
    Place place = schema.findLoosely(name).map(given::get).map(Node::place).orElse(tree.place());
    violations.add(
        new Violation(
            Violation.Kind.INVALID, name, place, secrets.mask("It must " + expected + ".")));
  }

  /** The value of this type; empty when it is not one, and then a violation more. */
  Optional<Object> value(Parameter parameter, ValueType type, Node node) {
    if (node instanceof Scalar scalar && isReference(scalar)) {
      if (checkOnly) {
        return Optional.of(NOT_RESOLVED);
      }
      return type == ValueType.Basic.SECRET
          ? Optional.of(secrets.watch(references.secret(scalar.text())))
          : value(
              parameter,
              type,
              new Scalar(scalar.place(), Scalar.Kind.UNTYPED, references.value(scalar.text())));
    }
    if (type == ValueType.Basic.NODE) {
      return Optional.of(node);
    }
    if (type == ValueType.Basic.JSON) {
      return json(parameter, type, node);
    }
    if (type instanceof ValueType.ListOf list) {
      return list(parameter, list, node);
    }
    if (type instanceof ValueType.Nested nested) {
      Node content = node instanceof Scalar scalar ? parsed(scalar).orElse(node) : node;
      return content instanceof Mapping mapping
          ? bindRecord(nested.schema(), mapping)
          : invalid(parameter, type, node);
    }
    if (type instanceof ValueType.MapOf map) {
      return map(parameter, map, node);
    }
    return node instanceof Scalar scalar
        ? scalar(parameter, type, scalar)
        : invalid(parameter, type, node);
  }

  private boolean isReference(Scalar scalar) {
    return configuration
        && scalar.kind() == Scalar.Kind.TEXT
        && references.isReference(scalar.text());
  }

  private Optional<Object> list(Parameter parameter, ValueType.ListOf type, Node node) {
    List<Node> items = new ArrayList<>();
    if (node instanceof Sequence sequence) {
      // Given several times on a command line, each part may be one item or a JSON array of them.
      for (Node item : sequence.items()) {
        if (!UntypedJson.spread(item, items)) {
          return invalid(parameter, type, item);
        }
      }
    } else if (!(node instanceof Scalar scalar)
        || scalar.kind() != Scalar.Kind.UNTYPED
        || !UntypedJson.spread(node, items)) {
      return invalid(parameter, type, node);
    }
    List<Object> values = new ArrayList<>(items.size());
    int before = violations.size();
    for (Node item : items) {
      if (isNull(item)) {
        invalid(parameter, type, item);
      } else {
        value(parameter, type.item(), item).ifPresent(values::add);
      }
    }
    if (violations.size() > before) {
      return Optional.empty();
    }
    return Optional.of(values.contains(NOT_RESOLVED) ? NOT_RESOLVED : List.copyOf(values));
  }

  private Optional<Object> map(Parameter parameter, ValueType.MapOf type, Node node) {
    if (!(node instanceof Mapping mapping)) {
      return invalid(parameter, type, node);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, entry) ->
                value(parameter, type.value(), entry.value())
                    .ifPresent(value -> values.put(key, value)));
    return values.containsValue(NOT_RESOLVED) ? Optional.of(NOT_RESOLVED) : Optional.of(values);
  }

  private Optional<Object> json(Parameter parameter, ValueType type, Node node) {
    Optional<Node> content =
        node instanceof Scalar scalar && UntypedJson.isMeant(scalar)
            ? UntypedJson.parse(scalar)
            : Optional.of(node);
    return content.isPresent()
        ? Optional.of(UntypedJson.tree(content.get()))
        : invalid(parameter, type, node);
  }

  private Optional<Object> scalar(Parameter parameter, ValueType type, Scalar scalar) {
    Optional<Object> value = ScalarReader.read(type, scalar, !configuration);
    if (value.isEmpty()) {
      return invalid(parameter, type, scalar);
    }
    if (value.get() instanceof String text) {
      // What a reference stands for is taken as it is: only what is written out has escapes.
      boolean writtenOut = configuration && scalar.kind() == Scalar.Kind.TEXT;
      String literal = writtenOut ? references.literal(text) : text;
      if (type == ValueType.Basic.SECRET) {
        return Optional.of(secrets.watch(references.plain(literal)));
      }
      boolean matches =
          parameter.pattern().map(pattern -> pattern.matcher(literal).matches()).orElse(true);
      return matches ? Optional.of(literal) : invalid(parameter, type, scalar);
    }
    return value;
  }

  private Optional<Object> invalid(Parameter parameter, ValueType type, Node node) {
    add(Violation.Kind.INVALID, parameter, node.place(), Remedy.of(parameter, type, node));
    return Optional.empty();
  }

  private void add(Violation.Kind kind, Parameter parameter, Place place, String detail) {
    violations.add(new Violation(kind, parameter.displayName(), place, detail));
  }

  private static Optional<Node> parsed(Scalar scalar) {
    return UntypedJson.isMeant(scalar) ? UntypedJson.parse(scalar) : Optional.empty();
  }

  private static boolean isNull(@Nullable Node node) {
    return node instanceof Scalar scalar && scalar.kind() == Scalar.Kind.NULL;
  }
}
