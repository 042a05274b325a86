// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The requests that were answered, in the order of their answers; threads may share it.
 *
 * <p>Keeps the newest only, so that a simulator may run for weeks.
 */
final class Journal {
  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_CHARACTERS = 50_000_000;

  private final Deque<JournalEntry> entries = new ArrayDeque<>();
  private long characters;

  synchronized void add(JournalEntry entry) {
    entries.addLast(entry);
    characters += entry.body().length();
    while (entries.size() > 1 && (entries.size() > MOST_ENTRIES || characters > MOST_CHARACTERS)) {
      characters -= entries.removeFirst().body().length();
    }
  }

  synchronized List<JournalEntry> entries() {
    return List.copyOf(entries);
  }

  synchronized void clear() {
    entries.clear();
    characters = 0;
  }
}
