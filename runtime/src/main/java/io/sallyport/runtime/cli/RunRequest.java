// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.access.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One run as it was asked for on a command line, for this process or for the one that serves.
 *
 * @param user as whom; empty: the operator
 * @param site from which site
 * @param assignments each {@code name=value}
 */
record RunRequest(
    Optional<String> user,
    Optional<String> site,
    String command,
    String connection,
    List<String> assignments,
    Optional<InputDocument> document,
    Optional<Duration> timeout,
    OutputFormat output,
    boolean colour) {

  /** This caller, as whom and from where the request says. */
  Caller callerFor(Caller base) {
    return base.as(user, site);
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    user.ifPresent(name -> json.put("user", name));
    site.ifPresent(name -> json.put("site", name));
    json.put("command", command).put("connection", connection);
    ArrayNode given = json.putArray("assignments");
    assignments.forEach(given::add);
    document.ifPresent(
        each ->
            json.putObject("document")
                .put("source", each.source())
                .put("readable", each.readable())
                .put("text", each.text()));
    timeout.ifPresent(each -> json.put("timeout", each.toMillis()));
    return json.put("output", output.name()).put("colour", colour);
  }

  /** What {@link #toJson} made. */
  static RunRequest of(JsonNode json) {
    List<String> assignments = new ArrayList<>();
    json.path("assignments").forEach(each -> assignments.add(each.asText()));
    return new RunRequest(
        optional(json, "user", JsonNode::asText),
        optional(json, "site", JsonNode::asText),
        json.path("command").asText(),
        json.path("connection").asText(),
        assignments,
        optional(
            json,
            "document",
            each ->
                new InputDocument(
                    each.path("source").asText(),
                    each.path("readable").asBoolean(),
                    each.path("text").asText())),
        optional(json, "timeout", each -> Duration.ofMillis(each.asLong())),
        OutputFormat.valueOf(json.path("output").asText(OutputFormat.text.name())),
        json.path("colour").asBoolean());
  }

  private static <T> Optional<T> optional(JsonNode json, String key, Function<JsonNode, T> reader) {
    return Optional.ofNullable(json.get(key)).map(reader);
  }
}
