// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.check;

import io.sallyport.runtime.alert.AlertLetters;
import io.sallyport.runtime.alert.AlertSubject;
import io.sallyport.runtime.alert.Silence;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.Connection;
import io.sallyport.runtime.connection.ConnectionDefinition;
import io.sallyport.runtime.health.HealthEffect;
import io.sallyport.runtime.health.HealthEffect.WentStale;
import io.sallyport.runtime.health.HealthPolicy;
import io.sallyport.runtime.mail.MailSettings;
import io.sallyport.runtime.store.NewMail;
import io.sallyport.runtime.store.OutboxMail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Alerts as mails, with what the configuration in force says of the connection. Where it names no
 * mail server any more, nobody is told. Thread-safe.
 */
public final class AlertMails implements Alerts {

  private final Supplier<Configuration> configuration;
  private final String host;

  /**
   * @param host the machine that this runs on, by the name that its administrators use
   */
  public AlertMails(Supplier<Configuration> configuration, String host) {
    this.configuration = configuration;
    this.host = host;
  }

  @Override
  public List<NewMail> of(String connection, HealthEffect effect, Instant now) {
    Configuration current = configuration.get();
    return effect instanceof WentStale
        ? List.of()
        : letters(current)
            .map(letters -> letters.of(effect, subject(connection, current), now))
            .orElse(List.of());
  }

  @Override
  public List<NewMail> ofStale(Map<String, WentStale> stale, Instant now) {
    Configuration current = configuration.get();
    List<String> operators = current.operators();
    List<Silence> silences = new ArrayList<>();
    stale.forEach(
        (connection, effect) ->
            silences.add(
                new Silence(
                    subject(connection, current),
                    effect.conclusive(),
                    operators.isEmpty() ? effect.recipients() : operators)));
    return letters(current).map(letters -> letters.stale(silences, now)).orElse(List.of());
  }

  /** As {@link AlertLetters#digest}. */
  public NewMail digest(String recipient, List<OutboxMail> superseded) {
    String from = configuration.get().mail().map(MailSettings::from).orElse("sallyport@localhost");
    return new AlertLetters(from, host).digest(recipient, superseded);
  }

  private Optional<AlertLetters> letters(Configuration current) {
    return current.mail().map(mail -> new AlertLetters(mail.from(), host));
  }

  private static AlertSubject subject(String name, Configuration current) {
    Optional<Connection> connection = current.find(name);
    Optional<HealthPolicy> policy = connection.flatMap(current::healthPolicy);
    return new AlertSubject(
        name,
        connection.flatMap(AlertMails::site),
        connection.map(each -> each.integration().info().name()).orElse("unknown"),
        connection.flatMap(each -> each.definition().description()),
        policy.map(HealthPolicy::afterFailures).orElse(0),
        policy.map(HealthPolicy::recoverAfter).orElse(0),
        policy.map(HealthPolicy::interval).orElse(Duration.ZERO),
        "sallyport test " + name);
  }

  private static Optional<String> site(Connection connection) {
    ConnectionDefinition definition = connection.definition();
    return definition.shareToInternalSites().orElse(false)
        ? Optional.of("all internal sites")
        : definition.site();
  }
}
