// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of one call at one moment. The entry of its end repeats that of its decision, so
 * that each stands alone.
 *
 * @param invocation what the call is called in the answer and in every log
 * @param account the operating-system user on whose behalf the door acts
 * @param user as whom, by the name in the configuration; empty: the operator
 * @param door where the call came in
 * @param site from which site
 * @param tenant of which tenant
 * @param connection as named by the caller
 * @param integration empty as long as the connection is unknown
 * @param command its display name; as typed when it is unknown
 * @param effect empty as long as the command is unknown
 * @param inputs the names of the inputs as typed, never a value
 * @param revision of the configuration in force
 * @param rule why it was decided like that
 * @param ending how it ended; empty at the time of the decision
 */
public record AuditEntry(
    Instant time,
    String invocation,
    String account,
    Optional<String> user,
    String door,
    Optional<String> site,
    Optional<String> tenant,
    String connection,
    Optional<String> integration,
    String command,
    Optional<String> effect,
    List<String> inputs,
    String revision,
    Decision decision,
    String rule,
    Optional<Ending> ending) {

  /** What was decided. */
  public enum Decision {
    /** It may run. */
    ALLOWED("allowed"),
    /** A rule of access forbids it. */
    DENIED("denied"),
    /** It cannot be run as it stands, such as for a connection that is not there. */
    REFUSED("refused");

    private final String word;

    Decision(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /**
   * How a call ended.
   *
   * @param outcome its Return Data
   * @param status of its error, if it has one
   * @param sent what is known about whether something was sent: {@code no}, {@code yes} or {@code
   *     unknown}
   */
  public record Ending(String outcome, OptionalInt status, String sent, Duration duration) {}

  /** The same call at its end. */
  public AuditEntry ended(Instant at, Ending how) {
    return new AuditEntry(
        at,
        invocation,
        account,
        user,
        door,
        site,
        tenant,
        connection,
        integration,
        command,
        effect,
        inputs,
        revision,
        decision,
        rule,
        Optional.of(how));
  }
}
