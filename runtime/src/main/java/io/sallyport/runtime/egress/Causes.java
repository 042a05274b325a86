// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What an exception of the wire comes from. */
final class Causes {

  /** Longer chains are somebody's mistake, or a circle. */
  private static final int DEEPEST = 30;

  static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    return chain(thrown).filter(type::isInstance).map(type::cast).findFirst();
  }

  /** Netty's TLS module is an inner matter of Vert.x: its exceptions are known by name only. */
  static boolean has(Throwable thrown, String simpleName) {
    return any(thrown, each -> each.getClass().getSimpleName().equals(simpleName));
  }

  static boolean says(Throwable thrown, String words) {
    return any(thrown, each -> String.valueOf(each.getMessage()).contains(words));
  }

  /** Whether the peer had closed the connection, or reset it. */
  static boolean isClosed(Throwable cause) {
    return cause instanceof HttpClosedException
        || cause instanceof ClosedChannelException
        || (cause instanceof IOException
            && !(cause instanceof SSLException)
            && !(cause instanceof ConnectException)
            && !(cause instanceof UnknownHostException));
  }

  private static boolean any(Throwable thrown, Predicate<Throwable> test) {
    return chain(thrown).anyMatch(test);
  }

  private static Stream<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, each -> each != null, Throwable::getCause).limit(DEEPEST);
  }

  private Causes() {}
}
