// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit;

import io.sallyport.plugin.ApiResponse;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** How a request gets its answer. Used by several threads at once. */
@FunctionalInterface
interface Exchange {

  /**
   * Any answer, whatever its status. The future fails with a {@link
   * io.sallyport.plugin.CommandException} that knows whether the request was sent.
   *
   * @param deadline in real time
   * @throws AssertionError when the test has not foreseen this request
   */
  CompletableFuture<ApiResponse> start(FakeHost.Request request, Instant deadline);
}
