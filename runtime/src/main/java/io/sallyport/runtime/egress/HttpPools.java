// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection pools, one for each kind of settings, on one engine that is started when needed.
 */
final class HttpPools implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpPools.class);

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final Map<Key, HttpPool> pools = new HashMap<>();
  private final NameLookup.Resolver resolver;
  private final ExecutorService blocking = BlockingThreads.create();
  private @Nullable Vertx vertx;
  private boolean closed;

  HttpPools(NameLookup.Resolver resolver) {
    this.resolver = resolver;
  }

  /** The pool for these settings; empty once closed. */
  synchronized Optional<HttpPool> pool(EgressSettings settings) {
    if (closed) {
      return Optional.empty();
    }
    Key key = new Key(settings.connectTimeout(), settings.tlsTimeout(), settings.tls());
    HttpPool pool = pools.get(key);
    if (pool == null) {
      pool = new HttpPool(engine(), blocking, resolver, settings);
      pools.put(key, pool);
    }
    return Optional.of(pool);
  }

  @Override
  public void close() {
    Vertx engine;
    synchronized (this) {
      closed = true;
      pools.values().forEach(HttpPool::stopAll);
      pools.clear();
      engine = vertx;
      vertx = null;
    }
    if (engine != null) {
      close(engine);
    }
    blocking.shutdownNow();
  }

  private static void close(Vertx engine) {
    try {
      engine
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The HTTP client did not close in time", e);
    }
  }

  private Vertx engine() {
    if (vertx == null) {
      // Names are looked up by NameLookup; this keeps Vert.x from starting a resolver of its own.
      System.setProperty("vertx.disableDnsResolver", "true");
      vertx =
          Vertx.vertx(
              new VertxOptions()
                  .setEventLoopPoolSize(2)
                  .setWorkerPoolSize(2)
                  .setInternalBlockingPoolSize(2)
                  .setPreferNativeTransport(false)
                  .setUseDaemonThread(true)
                  .setDisableTCCL(true)
                  .setFileSystemOptions(
                      new FileSystemOptions()
                          .setFileCachingEnabled(false)
                          .setClassPathResolvingEnabled(false)));
    }
    return vertx;
  }

  private record Key(Duration connectTimeout, Duration tlsTimeout, Tls tls) {}
}
