// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.HealthParts;
import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.server.ConfigurationWatch;
import io.sallyport.runtime.server.ControlServer;
import io.sallyport.runtime.server.ControlSocketException;
import io.sallyport.runtime.server.HangUp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport serve}. */
@Command(
    name = "serve",
    header = "Stays and runs what other sallyport commands ask for, with sessions kept open.",
    description = {
      "",
      "Runs in the foreground and logs to standard error. run and test find it by the control socket in the data folder.",
      "The configuration is read again when its files have changed, at SIGHUP, and by sallyport reload; a broken one",
      "changes nothing. SIGTERM lets running commands end (server.drain, 30s), then exits with 0."
    },
    footer = {
      "",
      "Example:",
      "  sallyport serve --config /etc/sallyport --data /var/lib/sallyport"
    })
final class ServeCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** After that, a session that does not close is left to the operating system. */
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  @ParentCommand private @Nullable SallyportCommand parent;

  @Override
  public Integer call() throws InterruptedException {
    SallyportCommand root = Objects.requireNonNull(parent);
    root.startServiceLog();
    Sallyport sallyport = root.open(false);
    Configuration configuration = root.configuration(sallyport);
    sallyport.configuration().warnings().forEach(warning -> LOG.warn("{}", warning));
    sallyport.plugins().problems().forEach(problem -> LOG.warn("{}", problem));
    Reloading reloading = new Reloading(sallyport);
    String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    HealthParts health = sallyport.health();
    ControlServer server =
        listen(root, new Requests(sallyport, health, reloading, root.redactor(), started));
    Path folder = sallyport.folders().configuration();
    ConfigurationWatch watch =
        ConfigurationWatch.start(reloading::stamp, reloading::reloadIfChanged, LOOK_EVERY);
    boolean hangUp =
        HangUp.listen(() -> new Thread(reloading::reload, "configuration-reload").start());
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(server, watch, sallyport), "sallyport-stop"));
    if (!hangUp) {
      LOG.warn("SIGHUP is ignored here: reload by sallyport reload");
    }
    LOG.info(
        "Sallyport {} serves {}: {} connections, revision {}, control socket {}",
        Version.number(),
        folder,
        configuration.connections().size(),
        configuration.revision(),
        server.socket());
    health.start();
    // Only a signal ends it, and the hook then ends the process.
    new CountDownLatch(1).await();
    return ExitCode.SUCCESSFUL;
  }

  private static ControlServer listen(SallyportCommand root, Requests requests) {
    try {
      return ControlServer.start(root.folders().data(), requests);
    } catch (ControlSocketException e) {
      throw new StopException(ExitCode.CONFIGURATION, List.of(String.valueOf(e.getMessage())));
    }
  }

  private static void stop(ControlServer server, ConfigurationWatch watch, Sallyport sallyport) {
    try {
      Duration drain = sallyport.live().orElseThrow().current().drain();
      LOG.info("Stopping; what runs may take another {} s", drain.toSeconds());
      watch.close();
      long end = System.nanoTime() + drain.toNanos();
      sallyport.health().silence();
      int interrupted = server.drain(drain);
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      if (!sallyport.health().await(left)) {
        LOG.warn("Health checks were interrupted; they say nothing about their connections");
      }
      if (interrupted > 0) {
        LOG.warn(
            "{} interrupted", interrupted == 1 ? "1 command was" : interrupted + " commands were");
      }
      Thread closing = new Thread(sallyport::close, "sallyport-close");
      closing.setDaemon(true);
      closing.start();
      closing.join(CLOSE_WITHIN.toMillis());
      LOG.info("Stopped");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // A signal would otherwise make the JVM exit with 128 and its number, which service managers
      // take for a failure.
      Runtime.getRuntime().halt(ExitCode.SUCCESSFUL);
    }
  }
}
