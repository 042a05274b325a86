// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the judge of certificates when the first of them comes, off the event loop: to read what
 * the Java runtime trusts takes its time, and a connection to this machine never needs it.
 */
final class ServerTrustOptions implements TrustOptions {

  private final Optional<String> trustedPem;
  private @Nullable TrustOptions made;

  /**
   * @param trustedPem see {@link ServerTrust#of}
   */
  ServerTrustOptions(Optional<String> trustedPem) {
    this.trustedPem = trustedPem;
  }

  /** The same: there is one judge for a pool. */
  @Override
  public TrustOptions copy() {
    return this;
  }

  @Override
  public TrustManagerFactory getTrustManagerFactory(Vertx vertx) throws Exception {
    return made().getTrustManagerFactory(vertx);
  }

  @Override
  public Function<String, TrustManager[]> trustManagerMapper(Vertx vertx) throws Exception {
    return made().trustManagerMapper(vertx);
  }

  private synchronized TrustOptions made() {
    TrustOptions options = made;
    if (options == null) {
      options = TrustOptions.wrap(ServerTrust.of(trustedPem));
      made = options;
    }
    return options;
  }
}
