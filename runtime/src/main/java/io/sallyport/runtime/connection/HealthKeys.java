// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.connection.ConnectionDefinition.HealthCheckDefinition;
import io.sallyport.runtime.settings.Settings;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a schema cannot say about {@code healthCheck}: whether it leads to checks and to mail. */
final class HealthKeys {

  private final Settings settings;
  private final Mapping root;
  private final MailReader mail;
  private final List<Problem> problems;
  private final List<Problem> warnings;
  private final List<Place> untold = new ArrayList<>();

  /**
   * @param root of {@code sallyport.yaml}, of which the settings know nothing where it has a fault
   */
  HealthKeys(
      Settings settings,
      Mapping root,
      MailReader mail,
      List<Problem> problems,
      List<Problem> warnings) {
    this.settings = settings;
    this.root = root;
    this.mail = mail;
    this.problems = problems;
    this.warnings = warnings;
  }

  /** Checks the defaults by themselves. */
  void checkDefaults() {
    root.find("healthDefaults")
        .filter(Mapping.class::isInstance)
        .flatMap(defaults -> ((Mapping) defaults).find("notify"))
        .ifPresent(this::needsMail);
  }

  void check(Mapping entry, ConnectionDefinition definition) {
    Optional<HealthCheckDefinition> own = definition.healthCheck();
    Optional<Mapping> written =
        entry.find("healthCheck").filter(Mapping.class::isInstance).map(Mapping.class::cast);
    written
        .flatMap(each -> each.find("notify"))
        .ifPresent(
            notify -> {
              mail.checkRecipients(notify);
              needsMail(notify);
            });
    boolean wanted = own.map(HealthCheckDefinition::enabled).orElse(true);
    boolean timed =
        HealthPolicies.interval(own, settings.healthDefaults()).isPresent()
            || isUnread("healthDefaults", settings.healthDefaults().isPresent());
    if (own.isPresent() && wanted && !timed) {
      problems.add(
          new Problem(
              written.map(Mapping::place).orElse(entry.place()),
              "healthCheck needs interval, here or in healthDefaults of sallyport.yaml, such as"
                  + " interval: 15m."));
    }
    if (wanted
        && timed
        && definition.active()
        && !isUnread("healthDefaults", settings.healthDefaults().isPresent())
        && HealthPolicies.notify(own, settings.healthDefaults()).isEmpty()) {
      untold.add(entry.place());
    }
  }

  /** Says of connections that are checked and of which nobody is told. */
  void end() {
    if (!untold.isEmpty()) {
      warnings.add(
          new Problem(
              untold.get(0),
              (untold.size() == 1
                      ? "This connection is checked, and"
                      : "This and " + (untold.size() - 1) + " more connections are checked, and")
                  + " nobody is told when it fails. Name addresses with notify, here in healthCheck"
                  + " or in healthDefaults of sallyport.yaml."));
    }
  }

  /** It is written and could not be read: that is told already, and nothing can be said of it. */
  private boolean isUnread(String key, boolean read) {
    return !read && root.find(key).isPresent();
  }

  private void needsMail(Node notify) {
    if (settings.mail().isEmpty() && !isUnread("mail", false)) {
      problems.add(
          new Problem(
              notify.place(),
              "notify needs a mail server: add mail: {host: …, from: …} to sallyport.yaml, or leave"
                  + " notify out."));
    }
  }
}
