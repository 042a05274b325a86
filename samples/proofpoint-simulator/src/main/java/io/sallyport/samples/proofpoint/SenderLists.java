// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.samples.proofpoint.Behaviour.EntryCase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The safe and the blocked senders of one organisation, group or user.
 *
 * <p>Entries are kept as sent, in the order in which they came, and compared without regard to case
 * unless told. Every method is one indivisible step, so that threads may share the lists; an entry
 * is looked up in constant time.
 */
public final class SenderLists {
  private final Deque<Former> formers = new ArrayDeque<>();
  private EntryCase entryCase = EntryCase.IGNORED;
  private Map<String, String> allowed = new LinkedHashMap<>();
  private Map<String, String> blocked = new LinkedHashMap<>();

  SenderLists() {}

  /** Returns the safe senders as they are now. */
  public synchronized List<String> allowed() {
    return List.copyOf(allowed.values());
  }

  /** Returns the blocked senders as they are now. */
  public synchronized List<String> blocked() {
    return List.copyOf(blocked.values());
  }

  /** Replaces both lists, whatever they held; everybody sees it at once. */
  public synchronized void set(List<String> allow, List<String> block) {
    formers.clear();
    allowed = byKey(allow);
    blocked = byKey(block);
  }

  /**
   * Makes a write as one indivisible step that readers who lag behind do not see at once.
   *
   * @param write calls the methods below; one that throws has to leave the lists as they were
   */
  synchronized void change(EntryCase compared, Instant now, Duration lag, Runnable write) {
    compareBy(compared);
    if (lag.isZero()) {
      write.run();
      return;
    }
    SenderEntries before = snapshot();
    write.run();
    formers.removeIf(former -> !former.until().isAfter(now.minus(lag)));
    formers.addLast(new Former(before, now));
  }

  /** Returns what a reader sees who lags so far behind. */
  synchronized SenderEntries seen(Instant now, Duration lag) {
    Instant then = now.minus(lag);
    return formers.stream()
        .filter(former -> former.until().isAfter(then))
        .findFirst()
        .map(Former::entries)
        .orElseGet(this::snapshot);
  }

  synchronized SenderEntries snapshot() {
    return new SenderEntries(allowed(), blocked());
  }

  /** Adds all entries, or none when one of them is in either list; tells whether it added them. */
  synchronized boolean addAll(SenderEntries entries) {
    if (containsAny(entries.allowOrNone()) || containsAny(entries.blockOrNone())) {
      return false;
    }
    return addNew(entries);
  }

  /** Adds the entries that are in neither list; tells whether there was one. */
  synchronized boolean addNew(SenderEntries entries) {
    int before = allowed.size() + blocked.size();
    addNew(entries.allowOrNone(), allowed, blocked);
    addNew(entries.blockOrNone(), blocked, allowed);
    return allowed.size() + blocked.size() > before;
  }

  /** Returns how long the longer list would be after {@link #addNew}. */
  synchronized int lengthWith(SenderEntries added) {
    return Math.max(
        allowed.size() + countNew(added.allowOrNone()),
        blocked.size() + countNew(added.blockOrNone()));
  }

  /** Takes each entry from the list it is named for; tells whether there was one. */
  synchronized boolean remove(SenderEntries entries) {
    int before = allowed.size() + blocked.size();
    entries.allowOrNone().forEach(entry -> allowed.remove(key(entry)));
    entries.blockOrNone().forEach(entry -> blocked.remove(key(entry)));
    return allowed.size() + blocked.size() < before;
  }

  /** Replaces each list that is named, unless an entry would then be in both; tells whether. */
  synchronized boolean replace(SenderEntries entries) {
    Map<String, String> newlyAllowed = entries.allow() == null ? allowed : byKey(entries.allow());
    Map<String, String> newlyBlocked = entries.block() == null ? blocked : byKey(entries.block());
    if (!Collections.disjoint(newlyAllowed.keySet(), newlyBlocked.keySet())) {
      return false;
    }
    allowed = newlyAllowed;
    blocked = newlyBlocked;
    return true;
  }

  /** Where case begins to matter no longer, the first of several entries stays. */
  private void compareBy(EntryCase compared) {
    if (compared != entryCase) {
      entryCase = compared;
      allowed = byKey(List.copyOf(allowed.values()));
      blocked = byKey(List.copyOf(blocked.values()));
    }
  }

  private String key(String entry) {
    return entryCase.key(entry);
  }

  private boolean containsAny(List<String> entries) {
    return entries.stream().anyMatch(this::contains);
  }

  private boolean contains(String entry) {
    String key = key(entry);
    return allowed.containsKey(key) || blocked.containsKey(key);
  }

  private int countNew(List<String> entries) {
    Set<String> added = new HashSet<>();
    for (String entry : entries) {
      if (!contains(entry)) {
        added.add(key(entry));
      }
    }
    return added.size();
  }

  private void addNew(List<String> entries, Map<String, String> list, Map<String, String> other) {
    for (String entry : entries) {
      if (!other.containsKey(key(entry))) {
        list.putIfAbsent(key(entry), entry);
      }
    }
  }

  private Map<String, String> byKey(List<String> entries) {
    Map<String, String> list = new LinkedHashMap<>();
    addNew(entries, list, Map.of());
    return list;
  }

  /** What was there until a moment. */
  private record Former(SenderEntries entries, Instant until) {}
}
