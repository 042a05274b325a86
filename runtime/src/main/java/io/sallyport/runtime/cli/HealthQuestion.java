// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.store.StoreException;
import java.util.List;
import java.util.Optional;

/**
 * Asks about health: the process that serves this data folder, where one does, since it alone may
 * have the database open; otherwise the database itself.
 */
final class HealthQuestion {

  /**
   * The answer.
   *
   * @throws StopException when it is a refusal
   */
  static JsonNode ask(SallyportCommand root, String operation, ObjectNode request) {
    JsonNode answer = answer(root, operation, request);
    if (answer.has("problem")) {
      throw new StopException(
          answer.path("exitCode").asInt(), List.of(answer.path("problem").asText()));
    }
    return answer;
  }

  private static JsonNode answer(SallyportCommand root, String operation, ObjectNode request) {
    Optional<Server> server = Server.of(root);
    if (server.isPresent()) {
      try (Server serving = server.get()) {
        return serving.ask(operation, request).orElseThrow(() -> ReloadCommand.gone(serving));
      }
    }
    try (Sallyport sallyport = root.open(false)) {
      var unused = root.configuration(sallyport);
      return new HealthRequests(sallyport.health().openNow().desk(), root.redactor())
          .answer(operation, request, Caller.operatingSystemUser().name());
    } catch (StoreException e) {
      throw new StopException(ExitCode.FAILED, List.of(String.valueOf(e.getMessage())));
    }
  }

  private HealthQuestion() {}
}
