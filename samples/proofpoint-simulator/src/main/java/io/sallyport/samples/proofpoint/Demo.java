// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.net.URI;
import java.util.function.Supplier;

/** A running simulator in types of the JDK, for a host that does not know this library. */
final class Demo implements Supplier<URI>, AutoCloseable {
  private final ProofpointSimulator simulator;

  Demo(ProofpointSimulator simulator) {
    this.simulator = simulator;
  }

  @Override
  public URI get() {
    return simulator.uri();
  }

  @Override
  public void close() {
    simulator.close();
  }
}
