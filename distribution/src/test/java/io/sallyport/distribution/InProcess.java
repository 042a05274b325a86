// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sallyport.runtime.Folders;
import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.command.CommandCall;
import io.sallyport.runtime.command.CommandService;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.connection.ConfigurationResult;
import io.sallyport.runtime.logging.JavaLogging;
import io.sallyport.runtime.logging.Logging;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.tree.JsonTree;
import io.sallyport.runtime.tree.Mapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The unpacked distribution in this process: its runtime with its plugins and a configuration that
 * the test states. Quicker than its launcher, and open to look at.
 *
 * <p>Runs may overlap. The log of a process is one: of several that are open at once, the last one
 * opened has it. What serves the runs must be closed by the test; what the runs themselves leave
 * over, a thread or a socket, fails {@link #close}.
 */
final class InProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Redactor redactor = new Redactor();
  private final Path folder;
  private final Leftovers leftovers;
  private final ExecutorService callers;
  private final Sallyport sallyport;

  private InProcess(Path folder, String connections, Logging.Detail detail) {
    this.folder = folder;
    leftovers = Leftovers.of(connections);
    callers = Executors.newCachedThreadPool(leftovers::thread);
    logTo(log, detail);
    sallyport =
        onOwnThread(
            () ->
                Sallyport.open(
                    Folders.of(Installation.home(), written(folder, connections)),
                    redactor,
                    false));
  }

  /**
   * Opens it with everything logged.
   *
   * @param folder becomes the configuration folder
   * @param connections the text of its connections file
   * @throws AssertionError when the configuration has a problem
   */
  static InProcess open(Path folder, String connections) {
    return open(folder, connections, Logging.Detail.EVERYTHING);
  }

  /** The same with less in the log, for many runs. */
  static InProcess open(Path folder, String connections, Logging.Detail detail) {
    InProcess opened = new InProcess(folder, connections, detail);
    if (opened.sallyport.commands().isEmpty()) {
      List<?> problems = opened.sallyport.configuration().problems();
      opened.close();
      throw new AssertionError("The configuration has problems: " + problems);
    }
    return opened;
  }

  /**
   * A connections file with one connection, to a simulator's account.
   *
   * @param more further keys of the connection in YAML's flow form, such as {@code timeouts:
   *     {command: 2s}}, each ended by a comma; may be empty
   */
  static String connection(String name, URI product, String more) {
    return "connections:\n" + entry(name, product, Product.PASSWORD, more);
  }

  /** One entry of a connections file; see {@link #connection}. */
  static String entry(String name, URI product, String password, String more) {
    return """
          - {name: %s, integration: proofpoint-essentials, %s
             parameters: {serverUrl: "%s", userName: "%s", password: "%s"}}
        """
        .formatted(name, more, product, Product.USER, password);
  }

  Report run(String connection, String command) {
    return run(connection, command, Map.of());
  }

  /** Runs a command with these inputs; whatever Jackson can turn into JSON. */
  Report run(String connection, String command, Map<String, ?> input) {
    return run(connection, command, JSON.valueToTree(input), Optional.empty());
  }

  Report run(String connection, String command, Map<String, ?> input, Duration timeout) {
    return run(connection, command, JSON.valueToTree(input), Optional.of(timeout));
  }

  /**
   * Runs a command.
   *
   * @param timeout instead of the connection's own
   */
  Report run(String connection, String command, JsonNode input, Optional<Duration> timeout) {
    CommandCall call =
        new CommandCall(
            Caller.operatingSystemUser(),
            command,
            connection,
            (Mapping) JsonTree.of(input, "input"),
            timeout);
    CommandService commands = sallyport.commands().orElseThrow();
    return onOwnThread(() -> commands.run(call));
  }

  /** Writes the connections file anew and has the configuration read again. */
  ConfigurationResult reload(String connections) {
    return onOwnThread(
        () -> {
          written(folder, connections);
          return sallyport.reload();
        });
  }

  /** Of the configuration in force. */
  String revision() {
    return sallyport.live().orElseThrow().current().revision();
  }

  /** How many sessions are open. */
  int sessions() {
    return sallyport.sessions().size();
  }

  Redactor redactor() {
    return redactor;
  }

  /** Everything logged since it was opened, masked as it would be on standard error. */
  List<String> log() {
    return log.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /**
   * Closes everything.
   *
   * @throws AssertionError when a thread or a socket of the runs is left over
   */
  @Override
  public void close() {
    onOwnThread(
        () -> {
          sallyport.close();
          return "closed";
        });
    callers.shutdown();
    logTo(OutputStream.nullOutputStream(), Logging.Detail.WARNINGS);
    leftovers.assertNone();
  }

  private void logTo(OutputStream stream, Logging.Detail detail) {
    Logging.start(detail, redactor, stream);
    try {
      // JUnit has logged in the JDK's way before: what is set up only at the first time is done
      // anew.
      JavaLogging.Configuration unused = new JavaLogging.Configuration();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So that whatever thread comes of it is known by its group. */
  private <T> T onOwnThread(Callable<T> work) {
    try {
      return callers.submit(work).get();
    } catch (ExecutionException e) {
      throw new AssertionError("Nothing may be thrown out of the runtime", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path written(Path folder, String connections) {
    try {
      Files.createDirectories(folder.resolve("connections"));
      Files.writeString(folder.resolve("connections/proofpoint.yaml"), connections);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
