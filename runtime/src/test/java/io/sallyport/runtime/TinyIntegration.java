// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime;

import io.sallyport.plugin.Command;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Effect;
import io.sallyport.plugin.Host;
import io.sallyport.plugin.Integration;
import io.sallyport.plugin.IntegrationInfo;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Param;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.Session;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** An integration that does what a test tells it to. */
public final class TinyIntegration
    implements Integration<TinyIntegration.Connection, TinyIntegration.TinySession> {

  /** What the test wants to happen. */
  public interface Body {
    CommandResult run(Input input, TinySession session, Invocation run) throws Exception;
  }

  /** What the test wants to happen later. */
  public interface LaterBody {
    CompletionStage<CommandResult> start(Input input, TinySession session, Invocation run)
        throws Exception;
  }

  public record Connection(
      @Param(name = "Server URL", description = "Where it is.", example = "https://tiny.example")
          URI serverUrl,
      @Param(name = "Password", description = "Its secret.") Secret password,
      @Param(name = "Region", description = "Which part | of it.", defaultValue = "eu")
          String region) {
    public Connection {
      if (region.equals("mars")) {
        throw InvalidInputException.of("Region", "be on this planet");
      }
    }
  }

  public record Input(
      @Param(
              name = "Item ID",
              description = "Its number.",
              pattern = "[0-9]+",
              expected = "digits only",
              example = "12")
          Optional<String> itemId) {}

  /** A session that counts. */
  public static final class TinySession implements Session {

    public final Connection connection;
    public final Host host;
    public volatile boolean closed;

    private final Supplier<Optional<CommandException>> broken;

    TinySession(Connection connection, Host host, Supplier<Optional<CommandException>> broken) {
      this.connection = connection;
      this.host = host;
      this.broken = broken;
    }

    @Override
    public void test(Invocation run) throws Exception {
      if (connection.region().equals("down")) {
        throw CommandException.of(401, "Unauthorized");
      }
      Optional<CommandException> failure = broken.get();
      if (failure.isPresent()) {
        throw failure.get();
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Every session, in the order in which they were opened. */
  public final List<TinySession> opened = new CopyOnWriteArrayList<>();

  private final Body body;
  private final LaterBody later;
  private volatile Optional<CommandException> broken = Optional.empty();

  /** From now on Test Connection fails so, on every connection. */
  public void breaks(CommandException failure) {
    broken = Optional.of(failure);
  }

  /** From now on it passes again. */
  public void works() {
    broken = Optional.empty();
  }

  public TinyIntegration(Body body) {
    this(
        body,
        (input, session, run) ->
            java.util.concurrent.CompletableFuture.completedFuture(
                CommandResult.builder().build()));
  }

  public TinyIntegration(Body body, LaterBody later) {
    this.body = body;
    this.later = later;
  }

  @Override
  public IntegrationInfo info() {
    return IntegrationInfo.of("tiny", "Tiny Product")
        .withOverview("Does little.")
        .withPermission("*", "Role | Admin.");
  }

  @Override
  public Class<Connection> connectionType() {
    return Connection.class;
  }

  @Override
  public TinySession connect(Connection connection, Host host) {
    TinySession session = new TinySession(connection, host, () -> broken);
    opened.add(session);
    return session;
  }

  @Override
  public List<Command<TinySession, ?>> commands() {
    return List.of(
        Command.of(Effect.WRITE, "Do It", "Does it | now.", Input.class, body::run)
            .withKeyField("ItemID", "Its number.")
            .withErrorSample(409, "Conflict: done already"),
        Command.async(Effect.READ, "Do It Later", "Does it later.", Input.class, later::start));
  }

  /** An item as a plugin reports it. */
  public static Item refused(String item) {
    return Item.refused("Items", item, "already-there", 409, "already on the safe list");
  }
}
