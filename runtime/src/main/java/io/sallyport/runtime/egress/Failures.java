// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.netty.channel.ConnectTimeoutException;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.HttpStatus;
import io.sallyport.plugin.Sent;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Says for people why there is no answer: what happened, at which stage, where, and what to change.
 * Never quotes the request's headers, nor another's exception.
 */
final class Failures {

  private final BaseAddress base;
  private final EgressSettings settings;

  Failures(BaseAddress base, EgressSettings settings) {
    this.base = base;
    this.settings = settings;
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

  /** Why an exchange failed at this stage. */
  CommandException of(Exchange.Stage stage, Throwable cause, Sent sent) {
    if (cause instanceof CommandException known) {
      return known.withSent(sent);
    }
    return explain(stage, cause).withSent(sent).withCause(cause);
  }

  private CommandException explain(Exchange.Stage stage, Throwable cause) {
    if (stage == Exchange.Stage.LOOK_UP) {
      return notFound();
    }
    if (isOrComesFrom(cause, "SslHandshakeTimeoutException")) {
      return failure(
              504,
              base.place()
                  + " did not complete the TLS handshake within "
                  + seconds(settings.tlsTimeout())
                  + ".")
          .withDetail("timeouts.tls sets how long that may take.");
    }
    if (find(cause, SSLException.class).isPresent()) {
      return tls(cause);
    }
    return switch (stage) {
      case LOOK_UP, CONNECT -> notConnected(cause);
      case WAIT -> noAnswer(cause);
      case READ ->
          failure(
              502,
              "the connection to " + base.place() + " was lost before the answer was complete.");
    };
  }

  private CommandException notFound() {
    return failure(503, "name look-up: this machine finds no address for " + base.host() + ".")
        .withDetail(
            "Check the spelling of the Server URL, and that this machine's name servers know the"
                + " name.");
  }

  private CommandException notConnected(Throwable cause) {
    if (cause instanceof ConnectTimeoutException) {
      return failure(
              504,
              "no connection to "
                  + base.place()
                  + " within "
                  + seconds(settings.connectTimeout())
                  + ".")
          .withDetail(
              "A firewall that drops the packets looks like this; timeouts.connect sets how long a"
                  + " connection may take.");
    }
    if (cause instanceof ConnectException) {
      return failure(503, "connect: " + base.place() + " refuses the connection.")
          .withDetail(
              "Check host and port of the Server URL, and that the service is running there.");
    }
    return failure(503, "connect: there is no connection to " + base.place() + ".")
        .withDetail(
            "Check that this machine has a route to "
                + base.host()
                + ", and that no firewall stands between.");
  }

  private CommandException noAnswer(Throwable cause) {
    return isClosed(cause)
        ? failure(502, base.place() + " closed the connection before it answered.")
            .withDetail("Whether the product has acted on the request is not known.")
        : failure(502, base.place() + " sent something that cannot be read as HTTP.")
            .withDetail(
                "Check that the Server URL names the product's API and the right port, and whether"
                    + " it must begin with https://.");
  }

  private CommandException tls(Throwable cause) {
    if (isOrComesFrom(cause, "NotSslRecordException")) {
      return tls("does not speak TLS on this port.")
          .withDetail("Check the port of the Server URL, and whether it must begin with http://.");
    }
    if (find(cause, CertificateExpiredException.class).isPresent()) {
      return tls("shows a certificate that has expired.")
          .withDetail("The product's certificate must be renewed; check this machine's clock too.");
    }
    if (find(cause, CertPathBuilderException.class).isPresent()) {
      return tls("shows a certificate that is not trusted.")
          .withDetail(
              "If it is the right one, put the certificate of its issuer into"
                  + " tls.trustCertificates.");
    }
    if (find(cause, CertificateException.class).isPresent()) {
      return tls("shows a certificate that is not for the name " + base.host() + ".")
          .withDetail(
              "Use the name that the certificate is for in the Server URL. If the certificate"
                  + " itself should be trusted, see tls.trustCertificates.");
    }
    return tls("and this machine did not agree on a TLS connection.")
        .withDetail(
            "TLS 1.2 or 1.3 is needed; a product that asks for a client certificate, or a proxy in"
                + " between, can be the cause too.");
  }

  private CommandException tls(String finding) {
    return failure(503, "TLS: " + base.place() + " " + finding);
  }

  /** The run's deadline has come in this stage. */
  CommandException late(Exchange.Stage stage, Duration waited, Sent sent) {
    String time = seconds(waited);
    String message =
        switch (stage) {
          case LOOK_UP ->
              "the look-up of the name " + base.host() + " took longer than " + time + ".";
          case CONNECT -> "no connection to " + base.place() + " within " + time + ".";
          case WAIT -> base.place() + " did not answer within " + time + ".";
          case READ -> "the answer of " + base.place() + " was not complete after " + time + ".";
        };
    return late(message, sent);
  }

  /** The run's deadline has come while secrets were looked up or a repeat was waited for. */
  CommandException lateBetweenAttempts(String method, Duration waited, Sent sent) {
    return late(
        method + " could not be sent to " + base.place() + " again within " + seconds(waited) + ".",
        sent);
  }

  /** The run's deadline had come before anything was done. */
  CommandException lateBeforeSending() {
    return late(
        "the time for the command was over before " + base.place() + " was called.", Sent.NO);
  }

  CommandException cancelled(Sent sent) {
    return CommandException.of(499, "Cancelled.").withSent(sent);
  }

  CommandException stopping(Sent sent) {
    return failure(503, "this runtime is shutting down.").withSent(sent);
  }

  static CommandException tooLarge(Limits limits) {
    return failure(502, "the answer is larger than " + size(limits.maxBodyBytes()) + ".")
        .withDetail("More of an answer is never read. Ask the product for less at a time.");
  }

  static CommandException tooLargeUnpacked(Limits limits) {
    return failure(
            502,
            "the answer is packed and larger than "
                + size(limits.maxInflatedBytes())
                + " when unpacked.")
        .withSent(Sent.YES)
        .withDetail("More of an answer is never read. Ask the product for less at a time.");
  }

  /** A failure of the host's own: the standard words for the status, then what was found. */
  static CommandException failure(int status, String finding) {
    return CommandException.of(status, HttpStatus.reasonPhrase(status) + ": " + finding);
  }

  private static CommandException late(String message, Sent sent) {
    return failure(504, message)
        .withSent(sent)
        .withDetail("timeouts.command sets how long a whole command may take.");
  }

  /** Netty's TLS module is an inner matter of Vert.x: its exceptions are known by name only. */
  private static boolean isOrComesFrom(Throwable cause, String simpleName) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each.getClass().getSimpleName().equals(simpleName)) {
        return true;
      }
    }
    return false;
  }

  private static <T extends Throwable> Optional<T> find(Throwable cause, Class<T> type) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return Optional.of(type.cast(each));
      }
    }
    return Optional.empty();
  }

  private static String seconds(Duration time) {
    long millis = time.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    long tenths = Math.round(millis / 100.0);
    return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
  }

  private static String size(long bytes) {
    return bytes % 1_000_000 == 0
        ? bytes / 1_000_000 + " MB"
        : String.format(Locale.ROOT, "%,d bytes", bytes);
  }
}
