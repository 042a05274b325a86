// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.tree;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values by key, in the order in which they were written. */
public final class Mapping implements Node {

  private final Place place;
  private final Map<String, Entry> entries;

  private Mapping(Place place, Map<String, Entry> entries) {
    this.place = place;
    this.entries = Collections.unmodifiableMap(entries);
  }

  /** A value and where its key was written. */
  public record Entry(Place keyPlace, Node value) {}

  /** Collects the entries of one mapping. Not thread-safe. */
  public static final class Builder {

    private final Place place;
    private Map<String, Entry> entries = new LinkedHashMap<>();

    private Builder(Place place) {
      this.place = place;
    }

    /**
     * Adds an entry unless the key is there already.
     *
     * @return the earlier entry, which stays; empty when this one was added
     */
    public Optional<Entry> add(String key, Place keyPlace, Node value) {
      return Optional.ofNullable(entries.putIfAbsent(key, new Entry(keyPlace, value)));
    }

    /** The entry with this key, if it was added. */
    public Optional<Entry> find(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    /** The mapping; this builder begins a new one. */
    public Mapping build() {
      Mapping mapping = new Mapping(place, entries);
      entries = new LinkedHashMap<>();
      return mapping;
    }
  }

  /** A mapping with these entries, in the order of the map. */
  public static Mapping of(Place place, Map<String, Entry> entries) {
    return new Mapping(requireNonNull(place, "place is null"), new LinkedHashMap<>(entries));
  }

  public static Mapping empty(Place place) {
    return of(place, Map.of());
  }

  public static Builder builder(Place place) {
    return new Builder(requireNonNull(place, "place is null"));
  }

  @Override
  public Place place() {
    return place;
  }

  /** In the order in which they were written; cannot be changed. */
  public Map<String, Entry> entries() {
    return entries;
  }

  /** The value with exactly this key. */
  public Optional<Node> find(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** Two mappings are equal when their entries are, places included. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Mapping that
        && place.equals(that.place)
        && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return 31 * place.hashCode() + entries.hashCode();
  }

  /** Size and place; never an entry, which may be a secret. */
  @Override
  public String toString() {
    return "mapping of " + entries.size() + " at " + place;
  }
}
