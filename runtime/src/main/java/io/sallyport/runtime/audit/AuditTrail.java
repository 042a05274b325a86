// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.audit;

import io.sallyport.plugin.CommandException;

/** Where calls are written down. Thread-safe. */
public interface AuditTrail extends AutoCloseable {

  /**
   * Returns once the entry will survive a crash of this machine; gives up in less than three
   * seconds. An interrupt of the caller does not shorten it: the end of a run that is being stopped
   * is written, too.
   *
   * @throws CommandException when it cannot be written: then nothing may be done
   */
  void write(AuditEntry entry);

  /** Writes nothing more. */
  @Override
  void close();
}
