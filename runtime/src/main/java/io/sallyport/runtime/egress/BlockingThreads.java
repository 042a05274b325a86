// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for what may take its time: name servers, vaults, large answers. As many as are needed,
 * so that ten connections with a dead name server do not hold up the eleventh; how many that can
 * be, the connections' gates and the callers' own threads bound.
 */
final class BlockingThreads {

  static ExecutorService create() {
    AtomicInteger number = new AtomicInteger();
    return Executors.newCachedThreadPool(
        action -> {
          Thread thread = new Thread(action, "egress-blocking-" + number.incrementAndGet());
          thread.setDaemon(true);
          // Not the loader of whichever plugin happened to send the first request.
          thread.setContextClassLoader(BlockingThreads.class.getClassLoader());
          return thread;
        });
  }

  private BlockingThreads() {}
}
