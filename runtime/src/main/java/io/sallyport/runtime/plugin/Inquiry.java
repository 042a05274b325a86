// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import io.sallyport.runtime.schema.RecordSchema;
import io.sallyport.runtime.schema.SchemaException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Asks one object of a plugin what it is; whatever goes wrong becomes a problem. */
final class Inquiry {

  private final Origin origin;
  private final Consumer<String> problems;

  Inquiry(Origin origin, Consumer<String> problems) {
    this.origin = origin;
    this.problems = problems;
  }

  /**
   * Calls the plugin, once.
   *
   * @param method what is called, for the message
   * @return empty when it threw or gave null: that is a problem now
   */
  <T> Optional<T> ask(String method, Callable<T> call) {
    String subject = origin.className() + "." + method;
    try (var ignored = ContextClassLoader.enter(origin.loader())) {
      Optional<T> answer = Optional.ofNullable(call.call());
      if (answer.isEmpty()) {
        problems.accept(subject + " returned null; " + ProviderClasses.ASK_THE_AUTHOR + ".");
      }
      return answer;
    } catch (Throwable e) {
      problems.accept(subject + " " + PluginFault.describe(e) + ".");
      return Optional.empty();
    }
  }

  /**
   * The schema of a record that the plugin declares.
   *
   * @param whose what the record is for, for the message
   * @return empty when the record cannot be one: everything that is wrong is a problem now
   */
  Optional<RecordSchema> schema(String whose, Class<?> type) {
    if (!type.isRecord()) {
      problems.accept(
          whose
              + ": "
              + type.getName()
              + " is not a record; "
              + ProviderClasses.ASK_THE_AUTHOR
              + ".");
      return Optional.empty();
    }
    try (var ignored = ContextClassLoader.enter(origin.loader())) {
      return Optional.of(RecordSchema.ofPlugin(type.asSubclass(Record.class)));
    } catch (SchemaException e) {
      e.problems().forEach(problem -> problems.accept(whose + ": " + problem));
    } catch (Throwable e) {
      problems.accept(whose + ": " + type.getName() + " " + PluginFault.describe(e) + ".");
    }
    return Optional.empty();
  }
}
