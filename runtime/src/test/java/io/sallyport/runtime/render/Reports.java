// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Sent;
import io.sallyport.plugin.Table;
import io.sallyport.runtime.command.ErrorReport;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.ReturnData;
import io.sallyport.runtime.command.StageReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A report, of which each test says only what it is about. */
final class Reports {

  private static final Instant STARTED_AT = Instant.parse("2024-05-06T07:08:09Z");

  private final ReturnData returnData;
  private String command = "Add Lists";
  private boolean testConnection;
  private Optional<Table> result = Optional.empty();
  private JsonNode rawData = JsonNodeFactory.instance.objectNode();
  private ObjectNode keyFields = JsonNodeFactory.instance.objectNode();
  private JsonNode contextData = JsonNodeFactory.instance.objectNode();
  private List<Item> items = List.of();
  private Optional<ErrorReport> error = Optional.empty();
  private List<StageReport> diagnosis = List.of();
  private List<String> log = List.of();
  private List<String> warnings = List.of();

  private Reports(ReturnData returnData) {
    this.returnData = returnData;
  }

  static Reports successful() {
    return new Reports(ReturnData.SUCCESSFUL);
  }

  static Reports partlySuccessful(String message) {
    return new Reports(ReturnData.PARTIALLY_SUCCESSFUL).error("Add Lists failed.", 409, message);
  }

  static Reports failed(String indicator, int status, String message, String... details) {
    return new Reports(ReturnData.FAILED).error(indicator, status, message, details);
  }

  private Reports error(String indicator, int status, String message, String... details) {
    error =
        Optional.of(
            new ErrorReport(
                indicator, status, Sent.YES, message, List.of(details), Optional.empty()));
    return this;
  }

  Reports ofTestConnection() {
    command = "Test Connection";
    testConnection = true;
    return this;
  }

  Reports command(String name) {
    command = name;
    return this;
  }

  Reports result(Table table) {
    result = Optional.of(table);
    return this;
  }

  Reports rawData(JsonNode json) {
    rawData = json;
    return this;
  }

  Reports keyFields(ObjectNode json) {
    keyFields = json;
    return this;
  }

  Reports contextData(JsonNode json) {
    contextData = json;
    return this;
  }

  Reports items(List<Item> all) {
    items = all;
    return this;
  }

  Reports diagnosis(StageReport... stages) {
    diagnosis = List.of(stages);
    return this;
  }

  Reports log(String... lines) {
    log = List.of(lines);
    return this;
  }

  Reports warnings(String... lines) {
    warnings = List.of(lines);
    return this;
  }

  Report build() {
    return new Report(
        "run-1",
        "acme",
        command,
        "acme-1",
        "revision-1",
        true,
        testConnection,
        STARTED_AT,
        Duration.ofMillis(182),
        returnData,
        result,
        rawData,
        keyFields,
        contextData,
        items,
        List.of(),
        error,
        diagnosis,
        log,
        warnings);
  }
}
