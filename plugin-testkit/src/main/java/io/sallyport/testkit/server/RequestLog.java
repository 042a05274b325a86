// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest requests of a server. Thread-safe. */
final class RequestLog {

  static final int MOST = 10_000;
  private static final long LARGEST = 64L * 1024 * 1024;

  private final Deque<ServerRequest> requests = new ArrayDeque<>();
  private long bytes;

  synchronized void add(ServerRequest request) {
    requests.addLast(request);
    bytes += request.bodyLength();
    while (requests.size() > MOST || (bytes > LARGEST && requests.size() > 1)) {
      bytes -= requests.removeFirst().bodyLength();
    }
  }

  synchronized List<ServerRequest> all() {
    return List.copyOf(requests);
  }

  synchronized void clear() {
    requests.clear();
    bytes = 0;
  }
}
