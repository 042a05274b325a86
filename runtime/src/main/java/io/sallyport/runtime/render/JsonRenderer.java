// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.plugin.Item;
import io.sallyport.runtime.command.ErrorReport;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.RequestReport;
import io.sallyport.runtime.command.StageReport;
import java.util.List;
import java.util.Locale;

/** A report as one JSON document, whose members are always all there. */
public final class JsonRenderer implements ReportRenderer {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public String render(Report report) {
    return PrettyJson.write(tree(report)) + "\n";
  }

  private static ObjectNode tree(Report report) {
    ObjectNode tree = JSON.objectNode();
    tree.put("invocation", report.invocation());
    tree.put("integration", report.integration());
    tree.put("command", report.command());
    tree.put("connection", report.connection());
    tree.put("revision", report.revision());
    tree.put("started", report.started());
    tree.put("startedAt", report.startedAt().toString());
    tree.put("durationMs", report.duration().toMillis());
    tree.put("returnData", report.returnData().toString());
    tree.put("result", report.result().map(HtmlTable::of).orElse(""));
    tree.set("rawData", report.rawData());
    tree.set("keyFields", report.keyFields());
    tree.set("contextData", report.contextData());
    tree.set("items", items(report.items()));
    tree.set("requests", requests(report.requests()));
    tree.set("error", report.error().map(JsonRenderer::error).orElse(null));
    tree.set("diagnosis", diagnosis(report.diagnosis()));
    tree.set("log", texts(report.log()));
    tree.set("warnings", texts(report.warnings()));
    return tree;
  }

  private static ObjectNode error(ErrorReport error) {
    ObjectNode tree = JSON.objectNode();
    tree.put("failureIndicator", error.failureIndicator());
    tree.put("statusCode", error.statusCode());
    tree.put("sent", error.sent().name().toLowerCase(Locale.ROOT));
    tree.put("message", error.message());
    tree.set("details", texts(error.details()));
    return tree;
  }

  private static ArrayNode items(List<Item> items) {
    ArrayNode array = JSON.arrayNode();
    for (Item item : items) {
      ObjectNode tree = array.addObject();
      tree.put("input", item.input());
      tree.put("item", item.item());
      tree.put("outcome", item.outcome().name().toLowerCase(Locale.ROOT));
      tree.put("code", item.code());
      item.status()
          .ifPresentOrElse(status -> tree.put("status", status), () -> tree.putNull("status"));
      tree.put("message", item.message().orElse(null));
    }
    return array;
  }

  private static ArrayNode requests(List<RequestReport> requests) {
    ArrayNode array = JSON.arrayNode();
    for (RequestReport request : requests) {
      ObjectNode tree = array.addObject();
      tree.put("method", request.method());
      tree.put("path", request.path());
      request
          .status()
          .ifPresentOrElse(status -> tree.put("status", status), () -> tree.putNull("status"));
      tree.put("sent", request.sent().name().toLowerCase(Locale.ROOT));
      request.through().ifPresent(through -> tree.put("through", through));
      request.address().ifPresent(address -> tree.put("address", address));
      request
          .certificate()
          .ifPresent(
              certificate ->
                  tree.putObject("certificate")
                      .put("subject", certificate.subject())
                      .put("expires", certificate.expires().toString()));
      request.retryAfter().ifPresent(time -> tree.put("retryAfter", time.toSeconds()));
      ObjectNode times = tree.putObject("times");
      request.times().forEach((phase, time) -> times.put(phase, time.toNanos() / 1_000_000.0));
    }
    return array;
  }

  private static ArrayNode diagnosis(List<StageReport> stages) {
    ArrayNode array = JSON.arrayNode();
    for (StageReport stage : stages) {
      ObjectNode tree = array.addObject();
      tree.put("stage", stage.stage().toString());
      tree.put("state", stage.state().toString());
      tree.put("evidence", stage.evidence());
      stage
          .time()
          .ifPresentOrElse(
              time -> tree.put("ms", time.toNanos() / 1_000_000.0), () -> tree.putNull("ms"));
    }
    return array;
  }

  private static ArrayNode texts(List<String> lines) {
    ArrayNode array = JSON.arrayNode();
    lines.forEach(array::add);
    return array;
  }
}
