// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.check.HealthDesk;
import io.sallyport.runtime.health.Health;
import io.sallyport.runtime.health.Incident;
import io.sallyport.runtime.health.Mute;
import io.sallyport.runtime.schema.Names;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.store.HealthRow;
import io.sallyport.runtime.store.LastCheck;
import io.sallyport.runtime.store.OutboxMail;
import io.sallyport.runtime.store.StoreException;
import io.sallyport.runtime.store.Transition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the commands {@code health} and {@code outbox} ask, answered as JSON: by the process that
 * serves, or by their own where none does. An answer that holds {@code problem} is a refusal, with
 * the exit code that goes with it.
 */
final class HealthRequests {

  static final String OVERVIEW = "health";
  static final String HISTORY = "health-history";
  static final String MUTE = "health-mute";
  static final String UNMUTE = "health-unmute";
  static final String OUTBOX = "outbox";
  static final String AGAIN = "outbox-again";

  private static final Set<String> OPERATIONS =
      Set.of(OVERVIEW, HISTORY, MUTE, UNMUTE, OUTBOX, AGAIN);

  private final HealthDesk desk;
  private final Redactor redactor;

  HealthRequests(HealthDesk desk, Redactor redactor) {
    this.desk = desk;
    this.redactor = redactor;
  }

  static boolean knows(String operation) {
    return OPERATIONS.contains(operation);
  }

  /**
   * The answer.
   *
   * @param account who asks
   */
  ObjectNode answer(String operation, JsonNode request, String account) {
    try {
      return switch (operation) {
        case OVERVIEW -> overview(request);
        case HISTORY -> history(request);
        case MUTE -> mute(request, account);
        case UNMUTE -> unmute(request);
        case OUTBOX -> outbox(request);
        case AGAIN -> again(request);
        default -> throw new IllegalArgumentException(operation);
      };
    } catch (StoreException e) {
      return problem(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private ObjectNode overview(JsonNode request) {
    List<String> wanted = texts(request.path("connections"));
    Optional<String> unknown = wanted.stream().filter(name -> !desk.isWatched(name)).findFirst();
    if (unknown.isPresent()) {
      return unwatched(unknown.get());
    }
    HealthDesk.Overview overview = desk.overview();
    ObjectNode answer = object();
    answer.put("now", time(overview.now()));
    answer.put("trouble", overview.trouble().map(redactor::mask).orElse(null));
    ArrayNode connections = answer.putArray("connections");
    overview.standings().stream()
        .filter(standing -> wanted.isEmpty() || wanted.contains(standing.connection()))
        .forEach(standing -> connections.add(standing(standing, overview.now())));
    return answer;
  }

  private ObjectNode standing(HealthDesk.Standing standing, Instant now) {
    ObjectNode json = object();
    json.put("connection", standing.connection());
    json.put("state", standing.state());
    Optional<Health> health = standing.row().map(HealthRow::health);
    json.put("phase", health.map(each -> each.phase().name()).orElse("UNKNOWN"));
    json.put("since", health.map(each -> time(each.since())).orElse(null));
    json.put("stale", health.map(Health::stale).orElse(false));
    json.put("failures", health.map(Health::failures).orElse(0));
    json.set("incident", health.flatMap(Health::incident).map(this::incident).orElse(null));
    json.set(
        "mute",
        health
            .filter(each -> each.isMuted(now))
            .flatMap(Health::mute)
            .map(this::mute)
            .orElse(null));
    json.set(
        "lastCheck", standing.row().flatMap(HealthRow::last).map(this::lastCheck).orElse(null));
    json.put("nextCheck", standing.row().map(row -> time(row.due())).orElse(null));
    json.put("intervalSeconds", standing.interval().toSeconds());
    return json;
  }

  private ObjectNode incident(Incident incident) {
    ObjectNode json = object();
    json.put("number", incident.number());
    json.put("since", time(incident.since()));
    json.put("openedAt", time(incident.openedAt()));
    json.put("failures", incident.failures());
    ArrayNode told = json.putArray("told");
    incident.recipients().forEach(told::add);
    return json;
  }

  private ObjectNode mute(Mute mute) {
    return object()
        .put("until", time(mute.until()))
        .put("by", mute.by())
        .put("reason", redactor.mask(mute.reason()));
  }

  private ObjectNode lastCheck(LastCheck last) {
    return object()
        .put("at", time(last.at()))
        .put("outcome", last.outcome())
        .put("statusCode", last.statusCode())
        .put("message", redactor.mask(last.message()))
        .put("ms", last.took().toMillis());
  }

  private ObjectNode history(JsonNode request) {
    String name = request.path("connection").asText();
    List<Transition> history = desk.history(name, request.path("most").asInt());
    if (history.isEmpty() && !desk.isWatched(name)) {
      return unwatched(name);
    }
    ObjectNode answer = object();
    ArrayNode lines = answer.putArray("history");
    history.forEach(
        each ->
            lines
                .addObject()
                .put("at", time(each.at()))
                .put("from", each.from().name())
                .put("to", each.to().name())
                .put("reason", redactor.mask(each.reason())));
    return answer;
  }

  private ObjectNode mute(JsonNode request, String account) {
    String name = request.path("connection").asText();
    if (!desk.isWatched(name)) {
      return unwatched(name);
    }
    Instant until =
        desk.mute(
            name,
            Duration.ofSeconds(request.path("seconds").asLong()),
            account,
            request.path("reason").asText());
    return object().put("until", time(until));
  }

  private ObjectNode unmute(JsonNode request) {
    String name = request.path("connection").asText();
    return desk.isWatched(name) ? object().put("muted", desk.unmute(name)) : unwatched(name);
  }

  private ObjectNode outbox(JsonNode request) {
    ObjectNode answer = object();
    ArrayNode mails = answer.putArray("mails");
    desk.outbox(request.path("most").asInt()).forEach(mail -> mails.add(mail(mail)));
    return answer;
  }

  private ObjectNode mail(OutboxMail mail) {
    ObjectNode json = object();
    json.put("id", mail.id());
    json.put("kind", mail.mail().kind().name());
    json.put("connection", mail.mail().connection().orElse(null));
    json.put("recipient", mail.mail().recipient());
    json.put("status", mail.status().name());
    json.put("attempts", mail.attempts());
    json.put("created", time(mail.created()));
    json.put("next", time(mail.next()));
    json.put("ended", mail.ended().map(HealthRequests::time).orElse(null));
    json.put("code", mail.code());
    json.put("detail", redactor.mask(mail.detail()));
    json.put("subject", mail.mail().subject());
    json.put("messageId", mail.mail().messageId());
    return json;
  }

  private ObjectNode again(JsonNode request) {
    long id = request.path("id").asLong();
    return desk.again(id)
        ? object().put("id", id)
        : problem(
            ExitCode.REFUSED,
            "There is no mail " + id + " that was given up. sallyport outbox lists them.");
  }

  private ObjectNode unwatched(String name) {
    List<String> watched = desk.watched();
    String hint =
        Names.nearest(name, watched)
            .map(nearest -> "Did you mean " + nearest + "?")
            .orElse(
                watched.isEmpty()
                    ? "No connection has one: give it healthCheck: {interval: 15m}."
                    : "Connections with one: " + String.join(", ", watched) + ".");
    return problem(
        ExitCode.REFUSED,
        redactor.mask("The connection " + name + " has no health check. " + hint));
  }

  private static ObjectNode problem(int exitCode, String text) {
    return object().put("problem", text).put("exitCode", exitCode);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
