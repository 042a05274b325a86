// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import io.sallyport.plugin.Param;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A record class as a schema: its components as parameters, and a handle to make it. Reflection
 * happens here, once for each class, and never when a command runs. Immutable.
 */
public final class RecordSchema {

  private final Class<? extends Record> type;
  private final List<Parameter> parameters;
  private final Map<String, Parameter> byKey = new LinkedHashMap<>();
  private final Map<String, Parameter> byFoldedName = new HashMap<>();
  private final MethodHandle constructor;

  private RecordSchema(
      Class<? extends Record> type, List<Parameter> components, MethodHandle constructor) {
    this.type = type;
    this.parameters = components;
    this.constructor = constructor;
    for (Parameter parameter : components) {
      byKey.put(parameter.key(), parameter);
      byFoldedName.put(Names.fold(parameter.displayName()), parameter);
    }
  }

  /**
   * The schema of one of the host's own records: a component without {@link Param} is called by its
   * name.
   *
   * @throws SchemaException when a component's type is not on the list
   */
  public static RecordSchema of(Class<? extends Record> type) {
    List<String> problems = new ArrayList<>();
    RecordSchema schema = read(type, false, List.of(), problems);
    if (!problems.isEmpty()) {
      throw new SchemaException(problems);
    }
    return schema;
  }

  /**
   * The schema of a plugin's record, which must describe each component.
   *
   * @throws SchemaException with everything that is wrong with it
   */
  public static RecordSchema ofPlugin(Class<? extends Record> type) {
    List<String> problems = new ArrayList<>();
    RecordSchema schema = read(type, true, List.of(), problems);
    if (problems.isEmpty()) {
      PluginRules.check(schema, problems);
    }
    if (!problems.isEmpty()) {
      throw new SchemaException(problems);
    }
    return schema;
  }

  public Class<? extends Record> type() {
    return type;
  }

  /** In declared order, without those that take no key. */
  public List<Parameter> parameters() {
    return parameters.stream().filter(parameter -> !parameter.isPlace()).toList();
  }

  /** By any spelling of its display name. */
  public Optional<Parameter> findLoosely(String name) {
    return Optional.ofNullable(byFoldedName.get(Names.fold(name)))
        .filter(parameter -> !parameter.isPlace());
  }

  /** By exactly its key. */
  public Optional<Parameter> findExactly(String key) {
    return Optional.ofNullable(byKey.get(key)).filter(parameter -> !parameter.isPlace());
  }

  /** Every component, in the order of the constructor. */
  List<Parameter> components() {
    return parameters;
  }

  /**
   * Makes the record; what its constructor throws comes out as it is.
   *
   * @param values one for each component, of the component's type
   */
  Record create(Object[] values) {
    try {
      return (Record) constructor.invoke(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(
          "The constructor of " + type.getName() + " threw a checked exception", e);
    }
  }

  private static RecordSchema read(
      Class<? extends Record> type, boolean plugin, List<Class<?>> outer, List<String> problems) {
    List<Parameter> parameters = new ArrayList<>();
    TypeReader types =
        new TypeReader(
            plugin,
            nested -> {
              List<Class<?>> path = new ArrayList<>(outer);
              path.add(type);
              if (path.contains(nested)) {
                problems.add(
                    type.getSimpleName()
                        + " contains itself through "
                        + nested.getSimpleName()
                        + ".");
                return Optional.empty();
              }
              return Optional.of(read(nested, plugin, path, problems));
            });
    RecordComponent[] components = type.getRecordComponents();
    for (RecordComponent component : components) {
      types
          .read(component.getGenericType())
          .ifPresentOrElse(
              valueType ->
                  parameters.add(
                      parameter(type, component, valueType, types.isOptional(component), problems)),
              () ->
                  problems.add(
                      place(type, component)
                          + " has the type "
                          + component.getGenericType().getTypeName()
                          + ", which is not one that a parameter can have."));
    }
    return new RecordSchema(type, List.copyOf(parameters), constructor(type, components));
  }

  private static Parameter parameter(
      Class<?> type,
      RecordComponent component,
      ValueType valueType,
      boolean optional,
      List<String> problems) {
    Optional<Param> param = Optional.ofNullable(component.getAnnotation(Param.class));
    String key = key(component);
    Optional<String> defaultValue = param.map(Param::defaultValue).filter(text -> !text.isEmpty());
    return new Parameter(
        key,
        param.map(Param::name).orElse(key),
        param.map(Param::description).orElse(""),
        param.map(Param::example).orElse(""),
        defaultValue,
        !optional && defaultValue.isEmpty() && valueType != ValueType.Basic.PLACE,
        optional,
        valueType,
        param
            .map(Param::pattern)
            .filter(text -> !text.isEmpty())
            .flatMap(text -> pattern(text, place(type, component), problems)),
        param.map(Param::expected).orElse(""));
  }

  /**
   * Some words no component may have as its name, such as {@code class}: one underscore frees it.
   */
  private static String key(RecordComponent component) {
    String name = component.getName();
    return name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
  }

  private static Optional<Pattern> pattern(String expression, String place, List<String> problems) {
    try {
      return Optional.of(Pattern.compile(expression));
    } catch (PatternSyntaxException e) {
      problems.add(
          place + " has a pattern that is no regular expression: " + e.getDescription() + ".");
      return Optional.empty();
    }
  }

  /**
   * The canonical constructor, as a handle that takes an array. A plugin's record need not be
   * public.
   */
  private static MethodHandle constructor(
      Class<? extends Record> type, RecordComponent[] components) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<? extends Record> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return MethodHandles.lookup()
          .unreflectConstructor(canonical)
          .asSpreader(Object[].class, types.length)
          .asType(java.lang.invoke.MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Every record has a canonical constructor", e);
    }
  }

  private static String place(Class<?> type, RecordComponent component) {
    return type.getSimpleName() + "." + component.getName();
  }
}
