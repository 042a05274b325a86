// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import java.util.concurrent.CompletionStage;

/**
 * A connection's HTTP client, below one base address. Thread-safe and immutable: each {@code with…}
 * gives a new client that shares the connection pool.
 *
 * <p>It never follows a redirect, never leaves its base's origin, keeps the run's deadline from
 * name look-up to the last byte, and bounds what it reads.
 */
public interface ApiClient {

  /** The same client, which sends this header with every request. */
  ApiClient withHeader(String name, String value);

  /**
   * The same client, which sends this header with every request. Revealed when it is sent, to this
   * base's origin only.
   */
  ApiClient withHeader(String name, Secret value);

  /**
   * Sends the request and waits for the whole answer.
   *
   * @throws CommandException when the status is 400 or above and not {@linkplain
   *     ApiRequest#expecting expected} (with the product's own message), when it is a redirect,
   *     cannot be read or breaks off (502), when the product cannot be reached (503) or does not
   *     answer in time (504); its {@link CommandException#sent} is always known
   */
  ApiResponse send(ApiRequest request, Invocation run);

  /**
   * The same without waiting. The stage fails with what {@link #send} throws, and completes on a
   * thread that must not be blocked.
   */
  CompletionStage<ApiResponse> sendAsync(ApiRequest request, Invocation run);
}
