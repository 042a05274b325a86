// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

/** What a {@link FaultyServer} answers when no fault is in the way. */
@FunctionalInterface
public interface Handler {

  /**
   * Returns the answer to a request.
   *
   * <p>Called on the thread of the connection, by as many threads at once as there are connections
   * with a request. May block; closing the server interrupts it.
   *
   * @throws Exception answered as status 500 without a body, and kept in {@link
   *     FaultyServer#handlerFailures()}; so is an {@link Error}, like that of a failed assertion
   */
  ServerAnswer answer(ServerRequest request) throws Exception;

  /**
   * Returns whether requests for this path are answered whatever the fault plan says, and not
   * counted by it.
   *
   * @param path percent-encoded, without the query
   */
  default boolean spares(String path) {
    return false;
  }
}
