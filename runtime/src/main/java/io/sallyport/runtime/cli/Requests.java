// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.HealthParts;
import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.server.ControlHandler;
import java.util.Optional;

/** What the process that serves does with what other command lines ask it. Thread-safe. */
final class Requests implements ControlHandler {

  private static final String DOOR = "control socket";

  private final Sallyport sallyport;
  private final Reloading reloading;
  private final Redactor redactor;
  private final String started;
  private final HealthParts health;
  private final HealthRequests healthRequests;

  Requests(
      Sallyport sallyport,
      HealthParts health,
      Reloading reloading,
      Redactor redactor,
      String started) {
    this.sallyport = sallyport;
    this.health = health;
    this.reloading = reloading;
    this.redactor = redactor;
    this.started = started;
    this.healthRequests = new HealthRequests(health.desk(), redactor);
  }

  @Override
  public ObjectNode answer(ObjectNode whole, String account) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    Optional<String> refusal = refusal(whole);
    if (refusal.isPresent()) {
      return answer.put("refused", refusal.get());
    }
    JsonNode request = whole.path("request");
    String operation = whole.path("operation").asText();
    if (HealthRequests.knows(operation)) {
      return healthRequests.answer(operation, request, account);
    }
    return switch (operation) {
      case "run" -> run(RunRequest.of(request), account, answer);
      case "reload" -> lines(reloading.reload(), answer);
      case "status" -> status(answer);
      default -> answer.put("refused", "The server knows no operation " + operation + ".");
    };
  }

  private Optional<String> refusal(ObjectNode whole) {
    String version = whole.path("version").asText();
    if (!version.equals(Version.number())) {
      return Optional.of(
          "The server runs Sallyport "
              + Version.number()
              + ", and this is "
              + version
              + ". Restart the server, so that both are the same.");
    }
    String theirs = whole.path("configuration").asText();
    String ours = Server.real(sallyport.folders().configuration());
    if (!theirs.equals(ours)) {
      return Optional.of(
          "The server of the data folder "
              + sallyport.folders().data()
              + " uses the configuration "
              + ours
              + ", not "
              + theirs
              + ". Name the same with --config, or another data folder with --data.");
    }
    return Optional.empty();
  }

  private ObjectNode run(RunRequest request, String account, ObjectNode answer) {
    Caller caller = new Caller(account, Optional.empty(), Optional.empty(), DOOR);
    RunAnswer given =
        RunAnswer.run(sallyport.commands().orElseThrow(), request, caller, health::tried);
    return answer.put("exitCode", given.exitCode()).put("answer", given.text());
  }

  private ObjectNode status(ObjectNode answer) {
    answer
        .put("process", ProcessHandle.current().pid())
        .put("started", started)
        .put("revision", sallyport.live().orElseThrow().current().revision())
        .put("connections", sallyport.live().orElseThrow().current().connections().size())
        .put("sessions", sallyport.sessions().size())
        .put("healthChecks", health.desk().watched().size());
    health.desk().trouble().ifPresent(text -> answer.put("trouble", redactor.mask(text)));
    sallyport.live().orElseThrow().notice().ifPresent(text -> answer.put("warning", text));
    return answer;
  }

  private ObjectNode lines(Reloading.Outcome outcome, ObjectNode answer) {
    answer.put("exitCode", outcome.exitCode());
    ArrayNode lines = answer.putArray("lines");
    outcome.lines().forEach(line -> lines.add(redactor.mask(line)));
    return answer;
  }
}
