// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit;

import io.sallyport.plugin.ApiResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Plays prepared answers, each once unless it lasts. */
final class Script implements Exchange {

  private final List<FakeHost.Answer> unplayed;

  Script(List<FakeHost.Answer> answers) {
    this.unplayed = new ArrayList<>(answers);
  }

  @Override
  public CompletableFuture<ApiResponse> start(FakeHost.Request request, Instant deadline) {
    return next(request).reply().play();
  }

  private synchronized FakeHost.Answer next(FakeHost.Request request) {
    for (int index = 0; index < unplayed.size(); index++) {
      FakeHost.Answer answer = unplayed.get(index);
      if (answer.isFor(request)) {
        return answer.isLasting() ? answer : unplayed.remove(index);
      }
    }
    throw new AssertionError(
        "No answer is prepared for the request "
            + request
            + request.body().map(body -> " with the body " + body).orElse("")
            + ". Answers left: "
            + (unplayed.isEmpty() ? "none." : unplayed + "."));
  }

  synchronized List<FakeHost.Answer> unplayed() {
    return List.copyOf(unplayed);
  }
}
