// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.Folders;
import io.sallyport.runtime.server.ControlClient;
import io.sallyport.runtime.server.ControlSocketException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The process that serves this data folder, for one question. */
final class Server implements AutoCloseable {

  private final ControlClient client;
  private final Folders folders;

  private Server(ControlClient client, Folders folders) {
    this.client = client;
    this.folders = folders;
  }

  /** Empty when none serves the data folder that the arguments name. */
  static Optional<Server> of(SallyportCommand root) {
    Folders folders = root.folders();
    try {
      return ControlClient.connect(folders.data()).map(client -> new Server(client, folders));
    } catch (ControlSocketException e) {
      throw new StopException(ExitCode.CONFIGURATION, List.of(String.valueOf(e.getMessage())));
    }
  }

  Path socket() {
    return client.socket();
  }

  /**
   * Its answer; empty when it has ended before it gave one.
   *
   * @throws StopException when it is not the one to ask
   */
  Optional<JsonNode> ask(String operation, ObjectNode request) {
    ObjectNode whole =
        JsonNodeFactory.instance
            .objectNode()
            .put("operation", operation)
            .put("version", Version.number())
            .put("configuration", real(folders.configuration()));
    whole.set("request", request);
    Optional<ObjectNode> answer = client.ask(whole);
    Optional<String> refused = answer.map(each -> each.path("refused").asText());
    if (refused.filter(text -> !text.isEmpty()).isPresent()) {
      throw new StopException(ExitCode.CONFIGURATION, List.of(refused.get()));
    }
    if (answer.filter(each -> each.has("fault")).isPresent()) {
      throw new StopException(
          ExitCode.INTERNAL_FAULT,
          List.of(
              "The server at "
                  + socket()
                  + " failed unexpectedly ("
                  + answer.get().path("fault").asText()
                  + "). This is a fault of Sallyport, not yours: report what its log says."));
    }
    return answer.map(JsonNode.class::cast);
  }

  /** The folder through all links, so that two names of one folder are one. */
  static String real(Path folder) {
    try {
      return folder.toRealPath().toString();
    } catch (IOException notThere) {
      return folder.toAbsolutePath().normalize().toString();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
