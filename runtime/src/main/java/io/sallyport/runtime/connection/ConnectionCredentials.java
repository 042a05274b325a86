// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.plugin.Invocation;
import io.sallyport.runtime.egress.Credentials;
import io.sallyport.runtime.secret.ConnectionSecrets;
import io.sallyport.runtime.secret.CurrentRun;
import java.util.function.Supplier;

/** A connection's secrets, as the wire needs them. */
record ConnectionCredentials(ConnectionSecrets secrets) implements Credentials {

  @Override
  public boolean refresh() {
    return secrets.refresh();
  }

  @Override
  public <T> T during(Invocation run, Supplier<T> revealing) {
    try (CurrentRun ignored = CurrentRun.enter(run)) {
      return revealing.get();
    }
  }
}
