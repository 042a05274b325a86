// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import io.sallyport.samples.proofpoint.Behaviour;
import io.sallyport.samples.proofpoint.Directory;
import io.sallyport.samples.proofpoint.ProofpointSimulator;
import io.sallyport.testkit.server.Fault;
import io.sallyport.testkit.server.FaultRule;
import io.sallyport.testkit.server.TestCertificates;
import io.sallyport.testkit.server.TlsMode;
import java.net.URI;

/** A simulator of its own with one fault, and how a connection reaches it. */
final class FaultScene implements AutoCloseable {

  private static final String TLS = "tls ";

  /** Nothing listens there. */
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");

  private final ProofpointSimulator simulator;
  private final URI address;
  private final String trust;

  private FaultScene(ProofpointSimulator simulator, URI address, String trust) {
    this.simulator = simulator;
    this.address = address;
    this.trust = trust;
  }

  /**
   * Starts it.
   *
   * @param fault as {@link Fault#parse} reads it, or {@code none}, {@code refused}, or {@code tls}
   *     and a {@link TlsMode}
   * @param method of the requests that it strikes; {@code *} for all
   */
  static FaultScene of(String fault, String method) {
    if (fault.startsWith(TLS)) {
      return withTls(TlsMode.valueOf(fault.substring(TLS.length())));
    }
    ProofpointSimulator simulator =
        ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0);
    if (fault.equals("refused")) {
      return new FaultScene(simulator, NOBODY, "");
    }
    if (!fault.equals("none")) {
      simulator.faults().add(FaultRule.on(method, "**", Fault.parse(fault)));
    }
    return new FaultScene(simulator, simulator.uri(), "");
  }

  /** The client trusts what it must, so that it meets with nothing but the mode's own fault. */
  private static FaultScene withTls(TlsMode mode) {
    ProofpointSimulator simulator =
        ProofpointSimulator.startTls(Behaviour.documented(), Directory.demo(), 0, mode);
    String pem = TestCertificates.shared().pem(TlsMode.TRUSTED).replace("\n", "\\n");
    return new FaultScene(simulator, simulator.uri(), "tls: {trustCertificates: \"" + pem + "\"},");
  }

  ProofpointSimulator simulator() {
    return simulator;
  }

  /** An entry of a connections file. */
  String connection(String name, String settings) {
    return InProcess.entry(name, address, Product.PASSWORD, settings + trust);
  }

  @Override
  public void close() {
    simulator.close();
  }
}
