// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.testkit.server.FaultPlan;
import io.sallyport.testkit.server.FaultyServer;
import io.sallyport.testkit.server.TestCertificates;
import io.sallyport.testkit.server.TlsMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A running stand-in for Proofpoint Essentials on the loopback address.
 *
 * <p>Each connection is served by a thread of its own; every method may be called from any thread.
 * {@link #start} and {@link #close} wait until they are done.
 */
public final class ProofpointSimulator implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  private final Vendor vendor;
  private final FaultyServer server;
  private final FaultyServer plain;

  private ProofpointSimulator(Vendor vendor, FaultyServer server, FaultyServer plain) {
    this.vendor = vendor;
    this.server = server;
    this.plain = plain;
  }

  /**
   * Starts a simulator and waits until it listens.
   *
   * @param port 0 for any that is free
   * @throws UncheckedIOException when the port cannot be had, with a message for a person
   */
  public static ProofpointSimulator start(Behaviour behaviour, Directory directory, int port) {
    return start(behaviour, directory, port, InstantSource.system());
  }

  /**
   * Starts a simulator whose windows, lags and expiries go by a clock of the caller's.
   *
   * @throws UncheckedIOException when the port cannot be had, with a message for a person
   */
  public static ProofpointSimulator start(
      Behaviour behaviour, Directory directory, int port, InstantSource clock) {
    return start(behaviour, directory, port, null, clock, entry -> {});
  }

  /**
   * Starts a simulator that speaks TLS, or is expected to, and beside it plain HTTP on another port
   * with the same state and no faults.
   *
   * @param port of the listener with TLS; 0 for any that is free
   * @throws UncheckedIOException when the port or the certificate cannot be had, with a message for
   *     a person
   */
  public static ProofpointSimulator startTls(
      Behaviour behaviour, Directory directory, int port, TlsMode tls) {
    return start(behaviour, directory, port, tls, InstantSource.system(), entry -> {});
  }

  /**
   * Starts a simulator that tells a listener of each request.
   *
   * @param tls null for plain HTTP
   * @param listener called on the connection's thread just before the answer is sent, by several at
   *     once; must not wait
   */
  static ProofpointSimulator start(
      Behaviour behaviour,
      Directory directory,
      int port,
      @Nullable TlsMode tls,
      InstantSource clock,
      Consumer<JournalEntry> listener) {
    Vendor vendor = new Vendor(behaviour, directory, clock, listener);
    FaultyServer server = listen(vendor, port, tls);
    vendor.isAt(server);
    if (tls == null) {
      return new ProofpointSimulator(vendor, server, server);
    }
    try {
      return new ProofpointSimulator(vendor, server, listen(vendor, 0, null));
    } catch (UncheckedIOException failed) {
      server.close();
      throw failed;
    }
  }

  /**
   * Returns the root of the server, like {@code http://127.0.0.1:18080} or {@code
   * https://localhost:18080}; the API is below it.
   */
  public URI uri() {
    return server.uri();
  }

  /**
   * Returns the root of the server for plain HTTP: another one where the first speaks TLS, and
   * without its faults.
   */
  public URI plainUri() {
    return plain.uri();
  }

  /** Returns the state, to look at and to change. */
  public Directory directory() {
    return vendor.directory();
  }

  /** Returns the faults to come, to look at and to change. */
  public FaultPlan faults() {
    return server.faults();
  }

  /**
   * Returns what a client has to trust to see nothing but what is wrong with the certificate, as
   * PEM.
   *
   * @throws IllegalStateException when the server shows no certificate
   */
  public String pem() {
    return server.pem();
  }

  /** Changes how the next requests are answered. */
  public void behaviour(Behaviour changed) {
    vendor.behaviour(changed);
  }

  /** Opens every account that wrong passwords have locked. */
  public void resetLockOuts() {
    vendor.resetLockOuts();
  }

  /** Returns the requests so far, oldest first; of very many the newest. */
  public List<JournalEntry> journal() {
    return vendor.journal().entries();
  }

  /** Returns how many connections are open now. */
  public int openConnections() {
    return server.openConnections();
  }

  /** Forgets the requests so far. */
  public void clearJournal() {
    vendor.journal().clear();
  }

  /** Stops listening and drops open connections; may be called again. */
  @Override
  public void close() {
    server.close();
    plain.close();
  }

  private static FaultyServer listen(Vendor vendor, int port, @Nullable TlsMode tls) {
    try {
      return tls == null
          ? FaultyServer.start(vendor, port, vendor)
          : FaultyServer.startTls(vendor, port, tls, TestCertificates.shared(), vendor);
    } catch (UncheckedIOException failed) {
      throw cannotListen(port, failed);
    }
  }

  private static UncheckedIOException cannotListen(int port, UncheckedIOException failed) {
    IOException cause = failed.getCause();
    if (!(cause instanceof BindException)) {
      return failed;
    }
    String place = "Port " + port + " on " + HOST;
    return String.valueOf(cause.getMessage()).contains("denied")
        ? new UncheckedIOException(place + " cannot be opened: " + cause.getMessage() + ".", cause)
        : new UncheckedIOException(
            place
                + " is already in use. Stop the program that listens there, or choose another port.",
            cause);
  }
}
