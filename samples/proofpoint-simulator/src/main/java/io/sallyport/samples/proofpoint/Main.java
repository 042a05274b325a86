// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Runs the simulator in the foreground, or for the {@code demo} command of the host. */
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Main() {}

  /** Runs the simulator until the process is told to end. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /**
   * Starts a simulator with the demo's data, and prints nothing.
   *
   * <p>For callers without this library on their class path: what comes back is both a {@code
   * Supplier<URI>}, which gives the address, and an {@code AutoCloseable}.
   *
   * @param port 0 for any that is free
   * @throws UncheckedIOException when the port cannot be had, with a message for a person
   */
  public static Object start(int port) {
    return new Demo(ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), port));
  }

  /** Returns what the options are, for a host that lists them in a help text of its own. */
  public static String help() {
    return Help.reference();
  }

  /** Returns the exit code, for a simulator that started only once the thread is interrupted. */
  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    Options options;
    try {
      options = Options.parse(arguments, InstantSource.system());
    } catch (IllegalArgumentException wrong) {
      err.println(wrong.getMessage());
      return WRONG_USAGE;
    }
    switch (options.page()) {
      case HELP -> out.print(Help.full());
      case BEHAVIOURS -> out.print(Help.behaviours());
      case FAULTS -> out.print(Help.faults());
      case NONE -> {
        return serve(options, out, err);
      }
    }
    return 0;
  }

  private static int serve(Options options, PrintStream out, PrintStream err) {
    // A terminal that is held up must not hold up the requests.
    ExecutorService printer =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "printer");
              thread.setDaemon(true);
              return thread;
            });
    try (ProofpointSimulator simulator =
        ProofpointSimulator.start(
            options.behaviour(),
            options.directory(),
            options.port(),
            options.tls(),
            InstantSource.system(),
            entry -> printer.execute(() -> out.println(Texts.request(entry))))) {
      options.faults().forEach(simulator.faults()::add);
      writeCertificate(simulator, options.certificate());
      printer.execute(() -> out.print(Texts.welcome(simulator, options)));
      new CountDownLatch(1).await();
      return 0;
    } catch (UncheckedIOException failed) {
      err.println(failed.getMessage());
      return FAILED;
    } catch (InterruptedException stopped) {
      return 0;
    } finally {
      printer.shutdown();
    }
  }

  private static void writeCertificate(ProofpointSimulator simulator, @Nullable Path file) {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, simulator.pem());
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "The certificate cannot be written to " + file + ": " + failed + ".", failed);
    }
  }
}
