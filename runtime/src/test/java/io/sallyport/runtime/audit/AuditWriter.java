// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.audit;

import io.sallyport.runtime.secret.Redactor;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A process that writes ten thousand entries into the audit file of a folder, on 16 threads. */
final class AuditWriter {

  private static final int THREADS = 16;
  private static final int EACH = 625;

  public static void main(String[] arguments) throws InterruptedException {
    String name = arguments[1];
    try (AuditFile audit = AuditFile.inFolder(Path.of(arguments[0]), new Redactor())) {
      List<Thread> threads =
          IntStream.range(0, THREADS)
              .mapToObj(
                  thread ->
                      new Thread(
                          () ->
                              IntStream.range(0, EACH)
                                  .forEach(i -> audit.write(Entries.of(name + thread + "-" + i)))))
              .toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private AuditWriter() {}
}
