// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * One thing that an integration can be told to do: a name, a description, an input record and a
 * body. Immutable.
 *
 * <p>A body blocks ({@code of}) unless it has a reason not to ({@code async}). It runs on a thread
 * of the host that has the plugin's context class loader, and is interrupted when the run's
 * deadline passes. Whatever it throws becomes the run's Error: a {@link CommandException} as it
 * says, anything else as a fault of the plugin (status 500).
 *
 * @param <S> the session it works with
 * @param <I> its input; the record is the schema, see {@link Param}
 */
public final class Command<S extends Session, I extends Record> {

  /** A body that blocks until it has the result. */
  @FunctionalInterface
  public interface Body<S, I> {
    CommandResult run(I input, S session, Invocation run) throws Exception;
  }

  /** A blocking body of a command without input. */
  @FunctionalInterface
  public interface InputlessBody<S> {
    CommandResult run(S session, Invocation run) throws Exception;
  }

  /**
   * A body that returns at once and completes its stage later, on a thread of its own choice. It
   * must not block. After the deadline the host no longer waits; the body learns it from {@link
   * Invocation#isCancelled}.
   */
  @FunctionalInterface
  public interface AsyncBody<S, I> {
    CompletionStage<CommandResult> start(I input, S session, Invocation run) throws Exception;
  }

  private static final ErrorSample UNAUTHORIZED = ErrorSample.of(401, HttpStatus.reasonPhrase(401));
  private static final Pattern KEY_FIELD = Pattern.compile("[A-Z][A-Za-z0-9]*");

  private final Effect effect;
  private final String name;
  private final String description;
  private final Class<I> inputType;
  private final AsyncBody<? super S, ? super I> body;
  private final boolean async;
  private final Map<String, String> keyFields;
  private final ErrorSample errorSample;

  private Command(
      Effect effect,
      String name,
      String description,
      Class<I> inputType,
      AsyncBody<? super S, ? super I> body,
      boolean async,
      Map<String, String> keyFields,
      ErrorSample errorSample) {
    this.effect = requireNonNull(effect, "effect is null");
    this.name = requireNonNull(name, "name is null");
    this.description = requireNonNull(description, "description is null");
    this.inputType = requireNonNull(inputType, "inputType is null");
    this.body = requireNonNull(body, "body is null");
    this.async = async;
    this.keyFields = keyFields;
    this.errorSample = errorSample;
  }

  /**
   * A command with a blocking body.
   *
   * @param name the display name, such as {@code Add Group Sender Lists}
   * @param description one sentence or more for a person who looks for the right command
   */
  public static <S extends Session, I extends Record> Command<S, I> of(
      Effect effect,
      String name,
      String description,
      Class<I> inputType,
      Body<? super S, ? super I> body) {
    requireNonNull(body, "body is null");
    return new Command<>(
        effect,
        name,
        description,
        inputType,
        (input, session, run) -> CompletableFuture.completedFuture(body.run(input, session, run)),
        false,
        Map.of(),
        UNAUTHORIZED);
  }

  /** A command without input, with a blocking body. */
  public static <S extends Session> Command<S, NoInput> of(
      Effect effect, String name, String description, InputlessBody<? super S> body) {
    requireNonNull(body, "body is null");
    return of(
        effect, name, description, NoInput.class, (input, session, run) -> body.run(session, run));
  }

  /** A command whose body does not block. */
  public static <S extends Session, I extends Record> Command<S, I> async(
      Effect effect,
      String name,
      String description,
      Class<I> inputType,
      AsyncBody<? super S, ? super I> body) {
    return new Command<>(effect, name, description, inputType, body, true, Map.of(), UNAUTHORIZED);
  }

  /**
   * The same command, which also says that a successful run has this Key Field; for the reference
   * page.
   *
   * @param name in PascalCase, such as {@code SafeListItems}
   * @throws IllegalArgumentException when the name has another form
   */
  public Command<S, I> withKeyField(String name, String description) {
    if (!KEY_FIELD.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The key field \"" + name + "\" must be in PascalCase, such as SafeListItems");
    }
    Map<String, String> more = new LinkedHashMap<>(keyFields);
    more.put(name, requireNonNull(description, "description is null"));
    return new Command<>(
        effect,
        this.name,
        this.description,
        inputType,
        body,
        async,
        Collections.unmodifiableMap(more),
        errorSample);
  }

  /**
   * The same command, whose reference page shows this failure instead of {@code 401 Unauthorized}.
   */
  public Command<S, I> withErrorSample(int status, String message) {
    return new Command<>(
        effect,
        name,
        description,
        inputType,
        body,
        async,
        keyFields,
        ErrorSample.of(status, message));
  }

  public Effect effect() {
    return effect;
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  public Class<I> inputType() {
    return inputType;
  }

  /**
   * Whether the body returns at once; otherwise {@link #start} blocks until the result is there.
   */
  public boolean isAsync() {
    return async;
  }

  /** Descriptions by name, in the order in which they were given. */
  public Map<String, String> keyFields() {
    return keyFields;
  }

  public ErrorSample errorSample() {
    return errorSample;
  }

  /**
   * Runs the body on the calling thread: a blocking one until its end, an asynchronous one until it
   * has handed out its stage. For the host and for tests.
   */
  public CompletionStage<CommandResult> start(I input, S session, Invocation run) throws Exception {
    return body.start(input, session, run);
  }

  @Override
  public String toString() {
    return name;
  }
}
