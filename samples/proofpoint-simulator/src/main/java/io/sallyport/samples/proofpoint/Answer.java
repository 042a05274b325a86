// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sallyport.testkit.server.ServerAnswer;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What is sent back; a body that is empty has no {@code Content-Type}. */
record Answer(int status, Map<String, String> headers, String body) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Answer noContent() {
    return new Answer(204, Map.of(), "");
  }

  static Answer empty(Status status) {
    return new Answer(status.code(), Map.of(), "");
  }

  static Answer json(int status, JsonNode body) {
    try {
      return new Answer(
          status, Map.of("Content-Type", "application/json"), JSON.writeValueAsString(body));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static Answer html(Status status, String page) {
    return new Answer(status.code(), Map.of("Content-Type", "text/html; charset=UTF-8"), page);
  }

  Answer withHeaders(Map<String, String> more) {
    Map<String, String> merged = new HashMap<>(headers);
    merged.putAll(more);
    return new Answer(status, Map.copyOf(merged), body);
  }

  Answer withHeader(String name, String value) {
    return withHeaders(Map.of(name, value));
  }

  Answer withoutHeader(String name) {
    Map<String, String> fewer = new HashMap<>(headers);
    fewer.remove(name);
    return new Answer(status, Map.copyOf(fewer), body);
  }

  ServerAnswer toServerAnswer() {
    ServerAnswer answer = ServerAnswer.of(status);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      answer = answer.withHeader(header.getKey(), header.getValue());
    }
    return body.isEmpty() ? answer : answer.withBody(body.getBytes(StandardCharsets.UTF_8));
  }
}
