// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.net.SocketAddress;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Knows when a TCP connection stood and its TLS handshake began. Vert.x tells only of the end of
 * both, and a person who waits must hear which of the two hangs.
 */
final class Handshakes extends JdkSSLEngineOptions {

  private static final String CONNECTED = Handshakes.class.getName();

  /** How many there are with each server. */
  private final Map<SocketAddress, Integer> underWay = new ConcurrentHashMap<>();

  /** Whether one with this server has begun and not ended. */
  boolean isUnderWay(SocketAddress server) {
    return underWay.containsKey(server);
  }

  /** When the connection of this session stood, by {@link System#nanoTime}; empty without TLS. */
  static OptionalLong connectedNanos(@Nullable SSLSession session) {
    Object value = session == null ? null : session.getValue(CONNECTED);
    return value instanceof Long nanos ? OptionalLong.of(nanos) : OptionalLong.empty();
  }

  /** The same, since all connections of a pool report here. */
  @Override
  public JdkSSLEngineOptions copy() {
    return this;
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return new DefaultSslContextFactory(SslProvider.JDK, false) {
      @Override
      public SslContext create() throws SSLException {
        return new WatchedContext(super.create());
      }
    };
  }

  private final class WatchedContext extends DelegatingSslContext {

    WatchedContext(SslContext context) {
      super(context);
    }

    @Override
    protected void initEngine(SSLEngine engine) {}

    @Override
    protected SslHandler newHandler(
        ByteBufAllocator allocator, String host, int port, boolean startTls, Executor executor) {
      return new WatchedHandler(newEngine(allocator, host, port), startTls, executor);
    }
  }

  private final class WatchedHandler extends SslHandler {

    WatchedHandler(SSLEngine engine, boolean startTls, Executor executor) {
      super(engine, startTls, executor);
    }

    /** Through an agent the connection stands already, and the handshake begins here. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
      if (context.channel().isActive()) {
        begins(context);
      }
      super.handlerAdded(context);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
      begins(context);
      super.channelActive(context);
    }

    private void begins(ChannelHandlerContext context) {
      Long now = System.nanoTime();
      SocketAddress server = context.channel().remoteAddress();
      underWay.merge(server, 1, Integer::sum);
      handshakeFuture()
          .addListener(
              done -> {
                underWay.computeIfPresent(server, (each, count) -> count == 1 ? null : count - 1);
                if (done.isSuccess()) {
                  engine().getSession().putValue(CONNECTED, now);
                }
              });
    }
  }
}
