// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The safe and the blocked senders of one organisation, group or user.
 *
 * <p>Entries are kept as sent, in the order in which they came, and compared without regard to
 * case. Every method is one indivisible step, so that threads may share the lists; an entry is
 * looked up in constant time.
 */
public final class SenderLists {
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

  /** Replaces both lists, whatever they held. */
  public synchronized void set(List<String> allow, List<String> block) {
    allowed = byKey(allow);
    blocked = byKey(block);
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

  static String key(String entry) {
    return entry.toLowerCase(Locale.ROOT);
  }

  private boolean containsAny(List<String> entries) {
    for (String entry : entries) {
      if (allowed.containsKey(key(entry)) || blocked.containsKey(key(entry))) {
        return true;
      }
    }
    return false;
  }

  private static void addNew(
      List<String> entries, Map<String, String> list, Map<String, String> other) {
    for (String entry : entries) {
      if (!other.containsKey(key(entry))) {
        list.putIfAbsent(key(entry), entry);
      }
    }
  }

  private static Map<String, String> byKey(List<String> entries) {
    Map<String, String> list = new LinkedHashMap<>();
    addNew(entries, list, Map.of());
    return list;
  }
}
