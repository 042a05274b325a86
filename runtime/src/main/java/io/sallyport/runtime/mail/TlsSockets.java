// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Puts TLS over a connected socket, for one connection: TLS 1.2 or 1.3, and only with the server
 * that is meant.
 */
final class TlsSockets extends SSLSocketFactory {

  static final String[] PROTOCOLS = {"TLSv1.2", "TLSv1.3"};

  private static final Duration SOON = Duration.ofDays(14);

  private final MailTrust trust;
  private final SSLSocketFactory factory;
  private @Nullable SSLSocket latest;

  private TlsSockets(MailTrust trust, SSLSocketFactory factory) {
    this.trust = trust;
    this.factory = factory;
  }

  static TlsSockets trusting(Optional<String> pem) throws GeneralSecurityException {
    MailTrust trust = MailTrust.of(pem);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trust}, null);
    return new TlsSockets(trust, context.getSocketFactory());
  }

  @Override
  public SSLSocket createSocket(Socket plain, String host, int port, boolean closeBoth)
      throws IOException {
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, closeBoth);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    latest = socket;
    return socket;
  }

  /** Says what was agreed upon and what the server has shown. */
  void describe(Conversation conversation) {
    SSLSocket socket = latest;
    if (socket != null) {
      conversation.evidence(socket.getSession().getProtocol() + certificate());
      trust
          .shown()
          .flatMap(shown -> warning(Instant.now(), shown.getNotAfter().toInstant()))
          .ifPresent(conversation::warn);
    }
  }

  /** Begins with a comma; empty when the server has shown none. */
  String certificate() {
    return trust
        .shown()
        .map(
            shown ->
                ", "
                    + shown.getSubjectX500Principal().getName()
                    + ", valid until "
                    + shown.getNotAfter().toInstant())
        .orElse("");
  }

  static Optional<String> warning(Instant now, Instant end) {
    Duration left = Duration.between(now, end);
    return left.compareTo(SOON) > 0
        ? Optional.empty()
        : Optional.of(
            "The mail server's certificate runs out in "
                + left.toDays()
                + (left.toDays() == 1 ? " day." : " days."));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw unguarded();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw unguarded();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw unguarded();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw unguarded();
  }

  private static IllegalStateException unguarded() {
    return new IllegalStateException("Only over a guarded socket");
  }
}
