// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;

/** How many connections are kept, and how long each can be waited for. */
final class Pool {

  private static final int MOST = 8;
  private static final int LEAST = 2;

  static HikariConfig configuration(DatabaseKind kind, Connections connections) {
    HikariConfig configuration = new HikariConfig();
    configuration.setPoolName("sallyport");
    configuration.setDataSource(connections);
    configuration.setMaximumPoolSize(MOST);
    configuration.setMinimumIdle(LEAST);
    configuration.setConnectionTimeout(Duration.ofMillis(2500).toMillis());
    configuration.setValidationTimeout(Duration.ofSeconds(1).toMillis());
    configuration.setIdleTimeout(Duration.ofMinutes(2).toMillis());
    configuration.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
    configuration.setMaxLifetime(Duration.ofMinutes(10).toMillis());
    configuration.setInitializationFailTimeout(1);
    configuration.setLeakDetectionThreshold(0);
    configuration.setExceptionOverride(new LostConnections());
    if (kind == DatabaseKind.H2) {
      // Otherwise it would only be asked whether it was closed by this side.
      configuration.setConnectionTestQuery("select 1");
    }
    return configuration;
  }

  private Pool() {}
}
