// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.plugin.Effect;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Param;
import io.sallyport.runtime.settings.Ranges;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code connections:} as it is written; the component names are the keys. What it
 * refers to has been checked by {@link ConfigurationReader}.
 *
 * @param site the one site that may use it
 * @param shareToInternalSites whether every internal site may use it instead
 * @param recipientSite where events would go when it is shared; shown, not judged
 * @param agent the proxy that everything goes through
 * @param tenants tenant sites that share it
 * @param permissions one rule or a list of rules; left out: every user whom site and tenant admit
 * @param parameters what the integration asks for, checked against its record
 */
public record ConnectionDefinition(
    Place place,
    @Param(name = "name", description = "What callers use.", example = "proofpoint-acme")
        String name,
    @Param(
            name = "integration",
            description = "Which product it is for; sallyport integrations lists them.")
        String integration,
    @Param(name = "description", description = "For people who choose among connections.")
        Optional<String> description,
    @Param(name = "site", description = "The one site that may use it.") Optional<String> site,
    @Param(
            name = "shareToInternalSites",
            description = "Whether every internal site may use it, instead of the one site.")
        Optional<Boolean> shareToInternalSites,
    @Param(
            name = "recipientSite",
            description = "Where events would go when it is shared; shown, not judged.")
        Optional<String> recipientSite,
    @Param(
            name = "agent",
            description = "The proxy, declared in sallyport.yaml, that everything goes through.")
        Optional<String> agent,
    @Param(name = "tenants", description = "The tenants that share it.")
        Optional<List<String>> tenants,
    @Param(
            name = "permissions",
            description =
                "Who may do what with it: one rule or a list of rules. Left out: every user whom site and"
                    + " tenant admit.")
        Optional<Node> permissions,
    @Param(name = "active", description = "Whether commands may use it.", defaultValue = "true")
        boolean active,
    @Param(name = "parameters", description = "What the integration asks for.")
        Optional<Node> parameters,
    @Param(name = "tls", description = "How the product's certificate is judged.")
        Optional<TlsDefinition> tls,
    @Param(name = "timeouts", description = "How long each stage may take.")
        Optional<TimeoutDefinition> timeouts,
    @Param(name = "limits", description = "How fast it may send.") Optional<LimitDefinition> limits,
    @Param(
            name = "healthCheck",
            description = "Whether and how it is checked by itself, and who is told.")
        Optional<HealthCheckDefinition> healthCheck,
    @Param(
            name = "allowPlainHttp",
            description = "Whether it may speak plain http to another host than this one.",
            defaultValue = "false")
        boolean allowPlainHttp) {

  /**
   * Whether and how it is checked by itself; what is left out is as {@code healthDefaults} says.
   *
   * @param enabled false: not at all, whatever the defaults say
   */
  public record HealthCheckDefinition(
      @Param(
              name = "enabled",
              description = "False: it is not checked, whatever healthDefaults says.",
              defaultValue = "true")
          boolean enabled,
      @Param(name = "interval", description = "From one check to the next.", example = "15m")
          Optional<Duration> interval,
      @Param(
              name = "retryInterval",
              description = "The same while it is not certain yet whether it is down, or up again.",
              example = "1m")
          Optional<Duration> retryInterval,
      @Param(
              name = "afterFailures",
              description = "How many checks in a row must fail before anybody is told.")
          Optional<Integer> afterFailures,
      @Param(name = "recoverAfter", description = "How many must pass in a row before it is over.")
          Optional<Integer> recoverAfter,
      @Param(
              name = "reminder",
              description = "How often an incident that lasts is told of again; 0s for never.")
          Optional<Duration> reminder,
      @Param(name = "notify", description = "Mail addresses of those who are told.")
          Optional<List<String>> notify_) {

    public HealthCheckDefinition {
      Ranges.checkHealth(interval, retryInterval, afterFailures, recoverAfter, reminder);
    }
  }

  /**
   * How the product's certificate is judged.
   *
   * @param trustCertificates certificates in PEM, or the path of a file with them, to trust instead
   *     of the JVM's
   * @param verify false accepts any certificate
   */
  public record TlsDefinition(
      @Param(
              name = "trustCertificates",
              description =
                  "Certificates in PEM, or the path of a file with them, to trust instead of the JVM's.")
          Optional<String> trustCertificates,
      @Param(name = "verify", description = "False accepts any certificate.", defaultValue = "true")
          boolean verify) {}

  /** How long each stage may take; what is left out keeps its default. */
  public record TimeoutDefinition(
      @Param(name = "connect", description = "Up to a connection.", example = "5s")
          Optional<Duration> connect,
      @Param(name = "tls", description = "Up to the end of the TLS handshake.", example = "10s")
          Optional<Duration> tls,
      @Param(name = "command", description = "A whole command.", example = "60s")
          Optional<Duration> command) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST_STAGE = Duration.ofHours(1);

    /** Of a command, whoever says how long it may take. */
    public static final Duration LONGEST_COMMAND = Duration.ofHours(24);

    public TimeoutDefinition {
      Optional<InvalidInputException> wrong = Optional.empty();
      wrong = check(wrong, "connect", connect, LONGEST_STAGE, "1h");
      wrong = check(wrong, "tls", tls, LONGEST_STAGE, "1h");
      wrong = check(wrong, "command", command, LONGEST_COMMAND, "24h");
      if (wrong.isPresent()) {
        throw wrong.get();
      }
    }

    private static Optional<InvalidInputException> check(
        Optional<InvalidInputException> wrong,
        String name,
        Optional<Duration> value,
        Duration longest,
        String inWords) {
      if (value
          .filter(each -> each.compareTo(SHORTEST) < 0 || each.compareTo(longest) > 0)
          .isEmpty()) {
        return wrong;
      }
      String expected = "be between 1ms and " + inWords;
      return wrong
          .map(others -> others.and(name, expected))
          .or(() -> Optional.of(InvalidInputException.of(name, expected)));
    }
  }

  /** How fast it may send. */
  public record LimitDefinition(
      @Param(
              name = "concurrentRequests",
              description = "How many requests it sends at a time.",
              defaultValue = "8")
          int concurrentRequests,
      @Param(
              name = "waitingRequests",
              description = "How many more may wait for their turn; one beyond is refused.",
              defaultValue = "100")
          int waitingRequests,
      @Param(
              name = "requestsPerMinute",
              description = "How many requests it sends in a minute. Left out: no limit.")
          Optional<Integer> requestsPerMinute) {

    public LimitDefinition {
      Optional<InvalidInputException> wrong = Optional.empty();
      wrong = check(wrong, "concurrentRequests", concurrentRequests, 1, 1_000);
      wrong = check(wrong, "waitingRequests", waitingRequests, 0, 100_000);
      wrong = check(wrong, "requestsPerMinute", requestsPerMinute.orElse(1), 1, 1_000_000);
      if (wrong.isPresent()) {
        throw wrong.get();
      }
    }

    private static Optional<InvalidInputException> check(
        Optional<InvalidInputException> wrong, String name, int value, int least, int most) {
      if (value >= least && value <= most) {
        return wrong;
      }
      String expected = "be a whole number between " + least + " and " + most;
      return wrong
          .map(others -> others.and(name, expected))
          .or(() -> Optional.of(InvalidInputException.of(name, expected)));
    }
  }

  /** What a rule of {@code permissions} lets somebody do: run commands, or Test Connection. */
  public enum Permitted {
    USE,
    TEST
  }

  /**
   * One rule of {@code permissions}; what is left out does not restrict.
   *
   * @param users with {@code groups}: whom the rule is for
   * @param commands names of the integration's commands, in any spelling
   */
  public record PermissionRule(
      @Param(name = "users", description = "Names of users.") Optional<List<String>> users,
      @Param(name = "groups", description = "Names of groups of users.")
          Optional<List<String>> groups,
      @Param(name = "allow", description = "What they may do: use, test.")
          Optional<List<Permitted>> allow,
      @Param(
              name = "effects",
              description =
                  "Commands with which effect: READ, IDEMPOTENT_WRITE, WRITE, DESTRUCTIVE.")
          Optional<List<Effect>> effects,
      @Param(name = "commands", description = "Names of commands.")
          Optional<List<String>> commands) {}
}
