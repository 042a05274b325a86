// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Table;
import io.sallyport.runtime.secret.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report with every text masked: the last thing that happens to it before it leaves the door. */
final class Masking {

  private final Redactor redactor;

  Masking(Redactor redactor) {
    this.redactor = redactor;
  }

  Report mask(Report report) {
    return new Report(
        report.invocation(),
        report.integration(),
        redactor.mask(report.command()),
        redactor.mask(report.connection()),
        report.revision(),
        report.started(),
        report.testConnection(),
        report.startedAt(),
        report.duration(),
        report.returnData(),
        report.result().map(this::mask),
        redactor.mask(report.rawData()),
        (ObjectNode) redactor.mask(report.keyFields()),
        redactor.mask(report.contextData()),
        report.items().stream().map(this::mask).toList(),
        report.requests().stream().map(this::mask).toList(),
        report.error().map(this::mask),
        report.diagnosis().stream().map(this::mask).toList(),
        mask(report.log()),
        mask(report.warnings()));
  }

  private RequestReport mask(RequestReport request) {
    return new RequestReport(
        request.method(),
        redactor.mask(request.path()),
        request.status(),
        request.sent(),
        request.through(),
        request.address(),
        request.certificate().map(this::mask),
        request.retryAfter(),
        request.times());
  }

  private RequestReport.Certificate mask(RequestReport.Certificate certificate) {
    return new RequestReport.Certificate(
        redactor.mask(certificate.subject()), certificate.expires());
  }

  private ErrorReport mask(ErrorReport error) {
    return new ErrorReport(
        redactor.mask(error.failureIndicator()),
        error.statusCode(),
        error.sent(),
        redactor.mask(error.message()),
        mask(error.details()),
        error.finding());
  }

  private StageReport mask(StageReport stage) {
    return new StageReport(
        stage.stage(), stage.state(), redactor.mask(stage.evidence()), stage.time());
  }

  private Table mask(Table table) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (List<Optional<String>> row : table.rows()) {
      rows.add(
          row.stream()
              .map(value -> redactor.maskNullable(value.orElse(null)))
              .collect(Collectors.toList()));
    }
    return Table.of(mask(table.columns()).toArray(String[]::new)).rows(rows);
  }

  private Item mask(Item item) {
    String text = redactor.mask(item.item());
    String message = redactor.mask(item.message().orElse(""));
    String input = redactor.mask(item.input());
    String code = redactor.mask(item.code());
    int status = item.status().orElse(0);
    return switch (item.outcome()) {
      case DONE -> Item.done(input, text, code);
      case SKIPPED -> Item.skipped(input, text, code, message);
      case REFUSED -> Item.refused(input, text, code, status, message);
      case UNKNOWN -> Item.unknown(input, text, code, status, message);
    };
  }

  private List<String> mask(List<String> lines) {
    return lines.stream().map(redactor::mask).toList();
  }
}
