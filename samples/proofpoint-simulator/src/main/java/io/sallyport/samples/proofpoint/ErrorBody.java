// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a refusal the way an {@link Behaviour.ErrorProfile} has it. */
final class ErrorBody {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ErrorBody() {}

  /**
   * Returns the answer that a refusal becomes.
   *
   * @param identifier what the request was about: the domain or else the user
   */
  static Answer of(Refusal refusal, String identifier, Behaviour.ErrorProfile profile) {
    Answer answer =
        switch (profile) {
          case VENDOR_STRING -> json(refusal, vendorString(refusal, identifier));
          case LARAVEL_MAP -> json(refusal, laravelMap(refusal));
          case FLAT_MESSAGE ->
              json(
                  refusal,
                  JSON.objectNode()
                      .put("status", refusal.status().code())
                      .put("message", refusal.text()));
          case ERROR_STRING -> json(refusal, JSON.objectNode().put("error", refusal.text()));
          case EMPTY -> Answer.empty(refusal.status());
          case HTML -> Answer.html(refusal.status(), page(refusal.status()));
        };
    return answer.withHeaders(refusal.headers());
  }

  private static Answer json(Refusal refusal, ObjectNode body) {
    return Answer.json(refusal.status().code(), body);
  }

  private static ObjectNode vendorString(Refusal refusal, String identifier) {
    ObjectNode body = JSON.objectNode();
    body.putArray("errors")
        .addObject()
        .put("status", refusal.status().code())
        .put("identifier", identifier)
        .put("error_message", refusal.text());
    return body;
  }

  private static ObjectNode laravelMap(Refusal refusal) {
    if (refusal.faults().isEmpty()) {
      return JSON.objectNode().put("message", refusal.text());
    }
    ObjectNode body = JSON.objectNode().put("message", "The given data was invalid.");
    ObjectNode errors = body.putObject("errors");
    refusal.faults().forEach(fault -> errors.withArray(fault.field()).add(fault.text()));
    return body;
  }

  private static String page(Status status) {
    String title = status.code() + " " + status.reason();
    return "<html><head><title>%s</title></head><body><h1>%s</h1></body></html>"
        .formatted(title, title);
  }
}
