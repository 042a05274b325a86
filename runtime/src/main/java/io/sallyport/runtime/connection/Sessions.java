// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.egress.EgressSettings;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.plugin.LoadedSession;
import io.sallyport.runtime.schema.Bound;
import io.sallyport.runtime.schema.RecordBinder;
import io.sallyport.runtime.schema.Violation;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The open sessions: made on first use, shared by every run, closed in the order in which they were
 * opened. Thread-safe.
 */
public final class Sessions implements AutoCloseable {

  private final Path folder;
  private final Egress egress;
  private final InstantSource clock;
  private final Map<Key, Slot> slots = new LinkedHashMap<>();

  /**
   * What a session is for. A connection that is reached in another way than before has another.
   *
   * @param identity see {@link Connection#identity}
   */
  record Key(String connection, String identity) {

    /** The connection's, where it is in use at all. */
    static Optional<Key> of(Connection connection) {
      return connection.definition().active()
          ? Optional.of(new Key(connection.name(), connection.identity()))
          : Optional.empty();
    }
  }

  /**
   * No session yet.
   *
   * @param folder the configuration folder, where relative paths start
   */
  public Sessions(Path folder, Egress egress, InstantSource clock) {
    this.folder = folder;
    this.egress = egress;
    this.clock = clock;
  }

  /**
   * The connection's session, opened if it is not yet. Opens no socket, but looks up the references
   * of parameters that are no secrets.
   *
   * @throws CommandException 503 when a reference or a parameter makes the connection unusable; the
   *     message says which and why
   */
  public LoadedSession of(Connection connection) {
    Slot slot;
    synchronized (slots) {
      slot =
          slots.computeIfAbsent(
              new Key(connection.name(), connection.identity()), none -> new Slot());
    }
    // Not under the lock of all: a vault that takes its time holds up its own connection only.
    synchronized (slot) {
      LoadedSession session = slot.session;
      if (session == null) {
        session = connect(connection);
        slot.session = session;
      }
      return session;
    }
  }

  private LoadedSession connect(Connection connection) {
    Set<String> origins =
        OwnOrigins.of(
            connection.integration().connectionSchema(),
            connection.parameters(),
            connection.secrets());
    connection.secrets().goTo(origins);
    Bound bound =
        RecordBinder.bindConfiguration(
            connection.integration().connectionSchema(),
            connection.parameters(),
            connection.secrets());
    Record parameters =
        bound
            .value()
            .orElseThrow(
                () -> unusable(connection, "its parameters are not valid", bound.violations()));
    EgressSettings settings =
        EgressSettingsReader.read(connection, ownHosts(connection), origins, folder);
    ConnectionHost host =
        new ConnectionHost(
            connection.name(),
            clock,
            egress.outlet(settings, new ConnectionCredentials(connection.secrets())));
    try {
      return connection.integration().connect(parameters, host);
    } catch (InvalidInputException e) {
      throw Finding.caused(unusable(connection, e.getMessage()), e);
    }
  }

  private static Set<String> ownHosts(Connection connection) {
    return OwnHosts.of(
        connection.integration().connectionSchema(), connection.parameters(), connection.secrets());
  }

  private static CommandException unusable(Connection connection, String reason) {
    String end = reason.endsWith(".") ? "" : ".";
    return Finding.CONNECTION_UNUSABLE
        .failure(
            Map.of(
                "name",
                connection.name(),
                "reason",
                reason + end,
                "declared",
                connection.definition().place()))
        .withSent(Sent.NO);
  }

  private static CommandException unusable(
      Connection connection, String reason, List<Violation> violations) {
    CommandException failure = unusable(connection, reason);
    for (Violation violation : violations) {
      failure =
          failure.withDetail(
              violation.place() + ": " + violation.headline() + " " + violation.detail());
    }
    return failure;
  }

  /**
   * Forgets the sessions for anything else at once; the action closes them, in the order in which
   * they were opened. Nobody may be using them, nor ask for them again.
   */
  Runnable forgetAllBut(Set<Key> needed) {
    List<Slot> unused = new ArrayList<>();
    synchronized (slots) {
      slots
          .entrySet()
          .removeIf(
              entry -> {
                boolean forgotten = !needed.contains(entry.getKey());
                if (forgotten) {
                  unused.add(entry.getValue());
                }
                return forgotten;
              });
    }
    return () -> unused.forEach(Slot::close);
  }

  /** How many there are, opened or about to be. */
  public int size() {
    synchronized (slots) {
      return slots.size();
    }
  }

  @Override
  public void close() {
    forgetAllBut(Set.of()).run();
  }

  /** The place of one connection's session, which is guarded by it. */
  private static final class Slot {
    private @Nullable LoadedSession session;

    private synchronized void close() {
      LoadedSession opened = session;
      session = null;
      if (opened != null) {
        opened.close();
      }
    }
  }
}
