// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import io.sallyport.samples.proofpoint.Behaviour;
import io.sallyport.samples.proofpoint.Directory;
import io.sallyport.samples.proofpoint.ProofpointSimulator;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fresh simulator for each test. */
final class Product implements BeforeEachCallback, AfterEachCallback {

  static final String USER = "admin@example.com";
  static final String PASSWORD = "Simulator-Passw0rd";

  private @Nullable ProofpointSimulator simulator;

  @Override
  public void beforeEach(ExtensionContext context) {
    simulator = ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    simulator().close();
  }

  ProofpointSimulator simulator() {
    ProofpointSimulator running = simulator;
    if (running == null) {
      throw new IllegalStateException("The simulator runs only during a test");
    }
    return running;
  }

  Path configuration(Path folder) {
    return Installation.configuration(
        folder, simulator().uri(), USER, PASSWORD, "Not-the-Passw0rd");
  }
}
