// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.access;

import io.sallyport.runtime.access.ConnectionPolicy.PermissionRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides. The operator is above permissions and tenants, and above sites unless one is named; not
 * above an inactive connection.
 */
public final class Access {

  private static final String IN_SETTINGS = "Whoever edits sallyport.yaml can change that.";

  /**
   * Whether the caller may act at all: as that user, from that site. What denies this has nothing
   * to do with a connection.
   */
  public static Decision admits(Directory directory, Caller caller) {
    Optional<Directory.User> user = caller.user().flatMap(directory::user);
    if (caller.user().isPresent() && user.isEmpty()) {
      return Decision.hidden(Rule.USER, "The user " + caller.name() + " is unknown.");
    }
    Optional<String> unknown = caller.site().filter(name -> directory.site(name).isEmpty());
    if (unknown.isPresent()) {
      return Decision.hidden(Rule.CALLER_SITE, "The site " + unknown.get() + " is unknown.");
    }
    if (user.isEmpty() || !directory.distinguishesSites()) {
      return Decision.ALLOWED;
    }
    Optional<String> own = user.get().site();
    if (own.isEmpty() && caller.site().isEmpty()) {
      return Decision.hidden(
          Rule.CALLER_SITE,
          "The user " + caller.name() + " belongs to no site and must name the one to act from.");
    }
    if (own.isPresent() && caller.site().filter(site -> !site.equals(own.get())).isPresent()) {
      return Decision.hidden(
          Rule.CALLER_SITE,
          "The user "
              + caller.name()
              + " may act only from "
              + own.get()
              + ", the site that sallyport.yaml gives this user. "
              + IN_SETTINGS);
    }
    return Decision.ALLOWED;
  }

  /** Whether the caller may know of the connection: by site and tenant. */
  public static Decision sees(Directory directory, Caller caller, ConnectionPolicy connection) {
    Decision admitted = admits(directory, caller);
    if (!admitted.allowed()) {
      return admitted;
    }
    Optional<Directory.User> user = caller.user().flatMap(directory::user);
    Optional<Directory.Site> site =
        user.flatMap(Directory.User::site).or(caller::site).flatMap(directory::site);
    boolean bound = site.isPresent() || (user.isPresent() && directory.distinguishesSites());
    if (bound && site.filter(from -> isOf(from, connection)).isEmpty()) {
      return Decision.hidden(
          Rule.SITE,
          "%s may not use %s: it %s, and %s is %s. %s"
              .formatted(
                  caller.name(),
                  connection.name(),
                  connection.shared()
                      ? "is shared to internal sites"
                      : "belongs to the site " + connection.site().orElse("of nobody"),
                  site.map(Directory.Site::name).orElse("an undeclared site"),
                  connection.shared() ? "a client's" : "another",
                  whoEdits(connection)));
    }
    Optional<String> tenant =
        user.flatMap(Directory.User::tenant).filter(name -> !connection.tenants().contains(name));
    if (tenant.isPresent()) {
      return Decision.hidden(
          Rule.TENANT,
          "%s may not use %s: it is not shared with the tenant %s. %s"
              .formatted(caller.name(), connection.name(), tenant.get(), whoEdits(connection)));
    }
    return Decision.ALLOWED;
  }

  /** Whether the caller may do this through the connection now. */
  public static Decision decide(
      Directory directory, Caller caller, ConnectionPolicy connection, Action action) {
    Decision seen = sees(directory, caller, connection);
    if (!seen.allowed()) {
      return seen;
    }
    if (!connection.active()) {
      return Decision.denied(
          Rule.ACTIVE,
          "The connection " + connection.name() + " is inactive. " + whoEdits(connection));
    }
    if (caller.operator() || connection.permissions().isEmpty()) {
      return Decision.ALLOWED;
    }
    List<PermissionRule> rules =
        connection.rulesFor(caller.name(), directory.groupsOf(caller.name()));
    return rules.stream().anyMatch(rule -> rule.allows(action))
        ? Decision.ALLOWED
        : Decision.denied(Rule.PERMISSIONS, unpermitted(caller, connection, action, rules));
  }

  private static boolean isOf(Directory.Site site, ConnectionPolicy connection) {
    return connection.shared()
        ? site.internal()
        : connection.site().filter(site.name()::equals).isPresent();
  }

  private static String unpermitted(
      Caller caller, ConnectionPolicy connection, Action action, List<PermissionRule> rules) {
    String place = connection.permissions().map(ConnectionPolicy.Permissions::writtenAt).orElse("");
    if (rules.isEmpty()) {
      return "%s may not use %s: its permissions (%s) name neither this user nor a group of this user's. %s"
          .formatted(caller.name(), connection.name(), place, whoEdits(connection));
    }
    return "%s may not run %s (%s) through %s: its permissions (%s) give this user only %s. %s"
        .formatted(
            caller.name(),
            action.command(),
            action.effect(),
            connection.name(),
            place,
            rules.stream()
                .map(PermissionRule::limits)
                .distinct()
                .collect(Collectors.joining(", or ")),
            whoEdits(connection));
  }

  private static String whoEdits(ConnectionPolicy connection) {
    return "Whoever edits " + connection.file() + " can change that.";
  }

  private Access() {}
}
