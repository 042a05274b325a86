// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit;

import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.HttpStatus;
import io.sallyport.plugin.Sent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a prepared answer plays: a response, or the failure to get one. */
record Reply(int status, Map<String, String> headers, String body, Optional<Sent> failure) {

  static Reply of(int status, Map<String, String> headers, String body) {
    return new Reply(status, headers, body, Optional.empty());
  }

  static Reply lost() {
    return new Reply(504, Map.of(), "no answer came in time.", Optional.of(Sent.UNKNOWN));
  }

  static Reply unreachable() {
    return new Reply(503, Map.of(), "the connection was refused.", Optional.of(Sent.NO));
  }

  Reply withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Reply(status, Map.copyOf(more), body, failure);
  }

  CompletableFuture<ApiResponse> play() {
    if (failure.isPresent()) {
      return CompletableFuture.failedFuture(
          CommandException.of(status, HttpStatus.reasonPhrase(status) + ": " + body)
              .withSent(failure.get()));
    }
    Map<String, List<String>> lists = new HashMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return CompletableFuture.completedFuture(
        ApiResponse.of(status, lists, body.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return failure.isPresent() ? "no answer (" + status + ")" : "status " + status;
  }
}
