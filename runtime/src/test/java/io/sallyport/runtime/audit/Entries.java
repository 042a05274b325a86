// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Entries to write. */
final class Entries {

  static final String PLAIN =
      "{\"time\":\"2026-01-31T12:00:00.500Z\",\"event\":\"decision\",\"invocation\":\"call-1\","
          + "\"account\":\"root\",\"user\":\"alice\",\"door\":\"command line\",\"site\":\"Headquarters\","
          + "\"tenant\":null,\"connection\":\"acme\",\"integration\":\"tiny\",\"command\":\"Do It\","
          + "\"effect\":\"READ\",\"inputs\":[\"Group ID\"],\"revision\":\"rev-1\",\"decision\":\"allowed\","
          + "\"rule\":\"the operator\"}";

  static AuditEntry of(String invocation) {
    return of(invocation, "acme", List.of("Group ID"));
  }

  static AuditEntry of(String invocation, String connection, List<String> inputs) {
    return new AuditEntry(
        Instant.parse("2026-01-31T12:00:00.500Z"),
        invocation,
        "root",
        Optional.of("alice"),
        "command line",
        Optional.of("Headquarters"),
        Optional.empty(),
        connection,
        Optional.of("tiny"),
        "Do It",
        Optional.of("READ"),
        inputs,
        "rev-1",
        AuditEntry.Decision.ALLOWED,
        "the operator",
        Optional.empty());
  }

  static AuditEntry ended(String invocation) {
    return of(invocation)
        .ended(
            Instant.parse("2026-01-31T12:00:01Z"),
            new AuditEntry.Ending("Failed", OptionalInt.of(401), "yes", Duration.ofMillis(500)));
  }

  private Entries() {}
}
