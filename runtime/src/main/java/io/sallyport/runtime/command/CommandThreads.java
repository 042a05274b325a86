// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that plugin code runs on: virtual ones where the JVM has them (21 and later), else
 * daemons made as needed.
 */
final class CommandThreads {

  static ExecutorService create() {
    try {
      return (ExecutorService)
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class))
              .invokeExact();
    } catch (NoSuchMethodException e) {
      return platformThreads();
    } catch (Throwable e) {
      throw new IllegalStateException("The JVM has virtual threads but gives none", e);
    }
  }

  private static ExecutorService platformThreads() {
    AtomicInteger count = new AtomicInteger();
    return Executors.newCachedThreadPool(
        task -> {
          Thread thread = new Thread(task, "command-" + count.incrementAndGet());
          // A body that ignores its interrupt must not keep the process alive.
          thread.setDaemon(true);
          return thread;
        });
  }

  private CommandThreads() {}
}
