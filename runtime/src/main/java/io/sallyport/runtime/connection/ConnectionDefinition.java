// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.plugin.Effect;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Param;
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
    String name,
    String integration,
    Optional<String> description,
    Optional<String> site,
    Optional<Boolean> shareToInternalSites,
    Optional<String> recipientSite,
    Optional<String> agent,
    Optional<List<String>> tenants,
    Optional<Node> permissions,
    @Param(name = "active", description = "Whether commands may use it.", defaultValue = "true")
        boolean active,
    Optional<Node> parameters,
    Optional<TlsDefinition> tls,
    Optional<TimeoutDefinition> timeouts,
    Optional<LimitDefinition> limits,
    @Param(
            name = "allowPlainHttp",
            description = "Whether it may speak plain http to another host than this one.",
            defaultValue = "false")
        boolean allowPlainHttp) {

  /**
   * How the product's certificate is judged.
   *
   * @param trustCertificates certificates in PEM, or the path of a file with them, to trust instead
   *     of the JVM's
   * @param verify false accepts any certificate
   */
  public record TlsDefinition(
      Optional<String> trustCertificates,
      @Param(name = "verify", description = "False accepts any certificate.", defaultValue = "true")
          boolean verify) {}

  /** How long each stage may take; what is left out keeps its default. */
  public record TimeoutDefinition(
      Optional<Duration> connect, Optional<Duration> tls, Optional<Duration> command) {

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
      Optional<List<String>> users,
      Optional<List<String>> groups,
      Optional<List<Permitted>> allow,
      Optional<List<Effect>> effects,
      Optional<List<String>> commands) {}
}
