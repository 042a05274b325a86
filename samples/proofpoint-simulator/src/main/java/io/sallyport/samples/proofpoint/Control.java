// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sallyport.testkit.server.FaultPlan;
import io.sallyport.testkit.server.FaultRule;
import io.sallyport.testkit.server.ServerAnswer;
import io.sallyport.testkit.server.ServerRequest;
import java.util.List;
import java.util.function.Supplier;

/**
 * Changes a running simulator over HTTP, below {@code /simulator/}. It is no part of the vendor's
 * API: it asks for no password, no fault touches it, and the journal does not have it.
 */
final class Control {
  static final String PREFIX = "/simulator/";

  /** What there is, as the help text has it. */
  static final String SUMMARY =
      """
        GET    /simulator/faults         the rules, in their order, as a JSON array
        POST   /simulator/faults         add rules: one a line, or a JSON array of strings
        DELETE /simulator/faults         answer properly again
        GET    /simulator/journal        the requests so far, without passwords
        DELETE /simulator/journal        forget them
        PUT    /simulator/accounts/{email}/password
                                         change a password; the body is the new one
        DELETE /simulator/lock-outs      open every locked account
      """;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final PathTemplate PASSWORD = PathTemplate.of("accounts/{email}/password");

  private final Directory directory;
  private final Journal journal;
  private final Runnable resetLockOuts;
  private final Supplier<FaultPlan> faults;

  Control(
      Directory directory, Journal journal, Runnable resetLockOuts, Supplier<FaultPlan> faults) {
    this.directory = directory;
    this.journal = journal;
    this.resetLockOuts = resetLockOuts;
    this.faults = faults;
  }

  static boolean owns(String path) {
    return path.startsWith(PREFIX);
  }

  ServerAnswer answer(ServerRequest request) {
    if (request.header("Origin").isPresent()) {
      return refused(403, "No web page may change the simulator: a request has no Origin here.");
    }
    List<String> segments = RequestPath.of(request.path(), "/simulator").segments();
    if (PASSWORD.matches(segments)) {
      return password(request, PASSWORD.values(segments).getOrDefault("email", ""));
    }
    return switch (String.join("/", segments)) {
      case "faults" -> faults(request);
      case "journal" -> journal(request);
      case "lock-outs" -> lockOuts(request);
      default -> refused(404, "There is nothing at " + request.path() + ". There is:\n" + SUMMARY);
    };
  }

  private ServerAnswer faults(ServerRequest request) {
    switch (request.method()) {
      case "GET" -> {
        return rules();
      }
      case "POST" -> {
        return addRules(request);
      }
      case "DELETE" -> {
        faults.get().clear();
        return ServerAnswer.of(204);
      }
      default -> {
        return notAllowed("GET, POST, DELETE");
      }
    }
  }

  private ServerAnswer addRules(ServerRequest request) {
    List<FaultRule> rules;
    try {
      rules = FaultRules.parse(request.text());
    } catch (IllegalArgumentException wrong) {
      return refused(400, String.valueOf(wrong.getMessage()));
    }
    if (rules.isEmpty()) {
      return refused(400, "A rule is missing: one a line, or a JSON array of strings.");
    }
    rules.forEach(faults.get()::add);
    return rules();
  }

  private ServerAnswer rules() {
    ArrayNode rules = NODES.arrayNode();
    faults.get().rules().forEach(rule -> rules.add(rule.toString()));
    return ServerAnswer.json(200, rules.toString());
  }

  private ServerAnswer journal(ServerRequest request) {
    switch (request.method()) {
      case "GET" -> {
        ArrayNode entries = NODES.arrayNode();
        journal.entries().forEach(entry -> entries.add(Presentation.entry(entry)));
        return ServerAnswer.json(200, entries.toString());
      }
      case "DELETE" -> {
        journal.clear();
        return ServerAnswer.of(204);
      }
      default -> {
        return notAllowed("GET, DELETE");
      }
    }
  }

  private ServerAnswer password(ServerRequest request, String email) {
    if (!request.method().equals("PUT")) {
      return notAllowed("PUT");
    }
    String password = request.text().replaceFirst("\\R\\z", "");
    if (!password.matches("[\\x20-\\x7e]+")) {
      return refused(400, "The body is the new password: one line of printable ASCII.");
    }
    try {
      directory.changePassword(email, password);
      return ServerAnswer.of(204);
    } catch (IllegalArgumentException unknown) {
      return refused(404, String.valueOf(unknown.getMessage()));
    }
  }

  private ServerAnswer lockOuts(ServerRequest request) {
    if (!request.method().equals("DELETE")) {
      return notAllowed("DELETE");
    }
    resetLockOuts.run();
    return ServerAnswer.of(204);
  }

  private static ServerAnswer refused(int status, String message) {
    return ServerAnswer.json(status, NODES.objectNode().put("message", message).toString());
  }

  private static ServerAnswer notAllowed(String methods) {
    return refused(405, "Methods here: " + methods + ".").withHeader("Allow", methods);
  }
}
