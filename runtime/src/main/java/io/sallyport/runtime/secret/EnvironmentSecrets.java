// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import io.sallyport.plugin.Host;
import io.sallyport.plugin.secret.SecretProvider;
import io.sallyport.plugin.secret.Vault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code ${env:NAME}}: the environment of this process. A variable that is set but empty counts as
 * not set.
 */
final class EnvironmentSecrets implements SecretProvider<EnvironmentSecrets.Settings> {

  /** There is nothing to set. */
  record Settings() {}

  /** Like {@link System#getenv(String)}. */
  interface Environment {
    @Nullable String get(String name);
  }

  private final Environment environment;

  EnvironmentSecrets(Environment environment) {
    this.environment = environment;
  }

  @Override
  public String name() {
    return "env";
  }

  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public Vault open(Settings settings, Host host) {
    return key -> Optional.ofNullable(environment.get(key)).filter(value -> !value.isEmpty());
  }
}
