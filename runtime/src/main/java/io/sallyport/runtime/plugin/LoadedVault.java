// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.secret.Vault;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A plugin's vault, which is always called with the plugin's context class loader. */
final class LoadedVault implements Vault {

  private final Origin origin;
  private final Vault vault;

  LoadedVault(Origin origin, Vault vault) {
    this.origin = origin;
    this.vault = vault;
  }

  @Override
  public Optional<String> find(String key) throws Exception {
    return found(() -> vault.find(key));
  }

  @Override
  public Optional<String> find(String key, Invocation run) throws Exception {
    return found(() -> vault.find(key, run));
  }

  private Optional<String> found(Callable<Optional<String>> call) throws Exception {
    try (var ignored = ContextClassLoader.enter(origin.loader())) {
      Optional<String> found = call.call();
      if (found == null) {
        throw new IllegalStateException(vault.getClass().getName() + ".find() returned null");
      }
      return found;
    }
  }

  @Override
  public void close() {
    try (var ignored = ContextClassLoader.enter(origin.loader())) {
      vault.close();
    }
  }
}
