// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import io.sallyport.testkit.server.TestCertificates;
import io.sallyport.testkit.server.TlsMode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on 127.0.0.1 that refuses what it is told to. */
final class StrictSmtpServer implements AutoCloseable {

  private final SMTPServer server;
  private final Map<String, Integer> refused = new ConcurrentHashMap<>();
  private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());

  /** What the server asks for. */
  enum Kind {
    PLAIN,
    SIGN_IN,
    STARTTLS,
    TLS
  }

  private StrictSmtpServer(Kind kind, TlsMode mode) throws IOException {
    SMTPServer.Builder builder =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("strict.example")
            .messageHandlerFactory(context -> new Handler());
    if (kind == Kind.STARTTLS || kind == Kind.SIGN_IN) {
      builder.authenticationHandlerFactory(
          new EasyAuthenticationHandlerFactory(
              (user, password, context) -> {
                if (!user.equals("relay") || !password.equals("right-password")) {
                  throw new LoginFailedException();
                }
              }));
    }
    if (kind == Kind.STARTTLS) {
      SSLContext context = TestCertificates.shared().context(mode);
      builder = builder.enableTLS().requireTLS().startTlsSocketFactory(context);
    }
    if (kind == Kind.TLS) {
      builder = builder.serverSocketFactory(TestCertificates.shared().context(mode));
    }
    server = builder.build();
    server.start();
  }

  static StrictSmtpServer start(Kind kind, TlsMode mode) throws IOException {
    return new StrictSmtpServer(kind, mode);
  }

  static StrictSmtpServer plain() throws IOException {
    return start(Kind.PLAIN, TlsMode.TRUSTED);
  }

  int port() {
    return server.getPortAllocated();
  }

  /** Refuses an address, or "text" for all mails, from now on. */
  StrictSmtpServer refusing(String what, int code) {
    refused.put(what, code);
    return this;
  }

  /** To whom a mail was delivered. */
  List<String> delivered() {
    return List.copyOf(delivered);
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Handler implements MessageHandler {

    private String recipient = "";

    @Override
    public void from(String from) throws RejectException {
      check(from);
    }

    @Override
    public void recipient(String to) throws RejectException {
      check(to);
      recipient = to;
    }

    @Override
    public String data(InputStream text) throws RejectException, IOException {
      text.transferTo(java.io.OutputStream.nullOutputStream());
      check("text");
      delivered.add(recipient);
      return "kept as 42";
    }

    @Override
    public void done() {}

    private void check(String what) throws RejectException {
      Integer code = refused.get(what);
      if (code != null) {
        throw new RejectException(code, "not this one");
      }
    }
  }
}
