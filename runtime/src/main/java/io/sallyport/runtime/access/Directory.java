// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sites, users and groups of one configuration. Immutable; thread-safe. */
public final class Directory {

  /** A site; one that is not internal is a client's. */
  public record Site(String name, boolean internal) {}

  /**
   * Somebody who may act.
   *
   * @param site the only one from which that is; empty: any
   * @param tenant the tenant that the user belongs to; empty: the master
   */
  public record User(String name, Optional<String> site, Optional<String> tenant) {}

  private final Map<String, Site> sites = new HashMap<>();
  private final Map<String, User> users = new HashMap<>();
  private final Map<String, Set<String>> groupsByUser = new HashMap<>();

  /**
   * @param sites none: sites are not distinguished
   * @param groups user names by group name
   */
  public Directory(
      Collection<Site> sites, Collection<User> users, Map<String, List<String>> groups) {
    sites.forEach(site -> this.sites.put(site.name(), site));
    users.forEach(user -> this.users.put(user.name(), user));
    groups.forEach(
        (group, members) ->
            members.forEach(
                member ->
                    groupsByUser.computeIfAbsent(member, name -> new HashSet<>()).add(group)));
  }

  /** The names of all sites. */
  public Set<String> siteNames() {
    return Set.copyOf(sites.keySet());
  }

  /** The names of all users. */
  public Set<String> userNames() {
    return Set.copyOf(users.keySet());
  }

  boolean distinguishesSites() {
    return !sites.isEmpty();
  }

  Optional<Site> site(String name) {
    return Optional.ofNullable(sites.get(name));
  }

  /** The user of this name. */
  public Optional<User> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  Set<String> groupsOf(String user) {
    return groupsByUser.getOrDefault(user, Set.of());
  }
}
