// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.mail.Delivery;
import io.sallyport.runtime.mail.MailTrial;
import io.sallyport.runtime.mail.TrialStage;
import io.sallyport.runtime.render.PrettyJson;
import io.sallyport.runtime.render.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A trial of the mail server, for people and for programs. */
final class MailTrialText {

  private static final int LABEL_WIDTH = 12;

  private final MailTrial trial;

  MailTrialText(MailTrial trial) {
    this.trial = trial;
  }

  boolean accepted() {
    return trial.delivery() instanceof Delivery.Accepted;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (TrialStage stage : trial.stages()) {
      lines.add(TerminalText.line(line(stage)));
      stage.warning().ifPresent(warning -> lines.add(TerminalText.line("  warning: " + warning)));
    }
    lines.add("");
    lines.add(TerminalText.line(verdict() + trial.delivery().detail()));
    trial
        .advice()
        .ifPresent(
            advice -> {
              lines.add(TerminalText.line("Likely cause: " + advice.cause()));
              lines.add(TerminalText.line("What to do: " + advice.change()));
            });
    return lines;
  }

  private String verdict() {
    if (accepted()) {
      return "Mail accepted: ";
    }
    return perhapsSent() ? "Mail perhaps accepted: " : "Mail not accepted: ";
  }

  private boolean perhapsSent() {
    return trial.delivery() instanceof Delivery.Later later && later.perhapsSent();
  }

  private static String line(TrialStage stage) {
    String label = stage.stage().label();
    StringBuilder line = new StringBuilder();
    line.append(mark(stage.result())).append(' ').append(label);
    line.append(" ".repeat(Math.max(LABEL_WIDTH - label.length(), 0)));
    String evidence =
        stage.result() == TrialStage.Result.NOT_REACHED ? "not reached" : stage.evidence();
    line.append("   ").append(evidence);
    if (wasReached(stage)) {
      line.append("   ").append(stage.time().toMillis()).append(" ms");
    }
    return line.toString();
  }

  private static boolean wasReached(TrialStage stage) {
    return stage.result() == TrialStage.Result.PASSED || stage.result() == TrialStage.Result.FAILED;
  }

  private static char mark(TrialStage.Result result) {
    return switch (result) {
      case PASSED -> '✔';
      case FAILED -> '✖';
      case NOT_REACHED, NOT_ASKED -> '-';
    };
  }

  String json() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("accepted", accepted());
    document.put("perhapsAccepted", perhapsSent());
    document.put("code", trial.delivery().code());
    document.put("detail", trial.delivery().detail());
    trial
        .advice()
        .ifPresent(
            advice -> {
              document.put("cause", advice.cause());
              document.put("change", advice.change());
            });
    ArrayNode stages = document.putArray("stages");
    for (TrialStage stage : trial.stages()) {
      ObjectNode one = stages.addObject();
      one.put("stage", stage.stage().label());
      one.put("result", stage.result().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      one.put("evidence", stage.evidence());
      stage.warning().ifPresent(warning -> one.put("warning", warning));
      one.put("milliseconds", stage.time().toMillis());
    }
    return PrettyJson.write(document);
  }
}
