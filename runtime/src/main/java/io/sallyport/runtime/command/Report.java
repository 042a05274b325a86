// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer to one call, always of the same shape. Holds no secret's value.
 *
 * @param invocation what this run is called in every log
 * @param integration empty text when the connection is unknown
 * @param command its display name; as typed when it is unknown
 * @param connection as named by the caller
 * @param revision of the configuration that the run saw
 * @param started false when the call was refused before any of the plugin's code ran
 * @param testConnection whether this is the reserved command, which shows as a check mark
 * @param requests every attempt to send a request to the product, in their order; of very many the
 *     first thousand
 * @param error present unless Successful
 * @param diagnosis every stage in their order, of a Test Connection and of a run that failed; else
 *     empty
 */
public record Report(
    String invocation,
    String integration,
    String command,
    String connection,
    String revision,
    boolean started,
    boolean testConnection,
    Instant startedAt,
    Duration duration,
    ReturnData returnData,
    Optional<Table> result,
    JsonNode rawData,
    ObjectNode keyFields,
    JsonNode contextData,
    List<Item> items,
    List<RequestReport> requests,
    Optional<ErrorReport> error,
    List<StageReport> diagnosis,
    List<String> log,
    List<String> warnings) {}
