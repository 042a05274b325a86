// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import io.sallyport.runtime.audit.AuditEntry;
import io.sallyport.runtime.audit.AuditTrail;
import io.sallyport.runtime.failure.Finding;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit trail in memory, which takes as many entries as it is told to. */
final class RecordedTrail implements AuditTrail {

  private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();
  private volatile int room = Integer.MAX_VALUE;

  /** From now on it takes this many more. */
  void roomFor(int more) {
    room = entries.size() + more;
  }

  List<AuditEntry> entries() {
    return entries;
  }

  @Override
  public void write(AuditEntry entry) {
    if (entries.size() >= room) {
      throw Finding.AUDIT_UNWRITABLE.failure(
          Map.of("file", "audit.jsonl", "reason", "it is full", "remedy", "Empty it."));
    }
    entries.add(entry);
  }

  @Override
  public void close() {}
}
