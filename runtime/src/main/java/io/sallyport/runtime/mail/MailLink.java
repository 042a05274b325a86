// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import io.sallyport.plugin.CommandException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocket;

/** An open connection to the mail server, signed in where that is asked for. */
final class MailLink {

  private final GuardedSocket socket;
  private final StagedTransport transport;
  private final MessageComposer composer;
  private final CleanWords secrets;

  private MailLink(
      GuardedSocket socket,
      StagedTransport transport,
      MessageComposer composer,
      CleanWords secrets) {
    this.socket = socket;
    this.transport = transport;
    this.composer = composer;
    this.secrets = secrets;
  }

  static MailLink open(
      MailSettings settings, MailTimes times, Conversation conversation, Deadline deadline)
      throws IOException, MessagingException {
    SettingsCheck.check(settings);
    Optional<StagedTransport.SignIn> signIn = signIn(settings);
    CleanWords secrets =
        signIn
            .map(known -> CleanWords.hiding(known.username(), known.password()))
            .orElse(CleanWords.WITHOUT_SECRET);
    conversation.hide(secrets);
    conversation.evidence(
        settings.host()
            + " port "
            + settings.port()
            + ", security "
            + settings.security().name().toLowerCase(Locale.ROOT));
    TlsSockets tls = tls(settings);
    GuardedSocket socket = new Dialer(settings, times).dial(conversation, deadline);
    try {
      Session session = Session.getInstance(properties(settings, tls));
      StagedTransport transport = new StagedTransport(session, settings, signIn, tls, conversation);
      transport.setLocalHost(literal(socket.getLocalAddress()));
      Socket spoken = socket;
      if (settings.security() == MailSecurity.TLS) {
        spoken = encrypt(settings, socket, tls, conversation);
      }
      conversation.enter(MailStage.GREETING);
      transport.connect(spoken);
      return new MailLink(
          socket, transport, new MessageComposer(session, settings.from()), secrets);
    } catch (IOException | MessagingException | RuntimeException e) {
      if (conversation.stage() == MailStage.TLS) {
        conversation.evidence(tls.certificate());
      }
      socket.close();
      throw e;
    }
  }

  /** Returns the server's words that it has the letter. */
  Delivery.Accepted send(Letter letter, Conversation conversation) throws MessagingException {
    conversation.hide(secrets);
    transport.tell(conversation);
    MimeMessage message = composer.compose(letter);
    transport.sendMessage(message, message.getRecipients(Message.RecipientType.TO));
    return new Delivery.Accepted(conversation.code(), conversation.words());
  }

  void guardBy(Deadline deadline) {
    deadline.guard(socket);
  }

  /** Says goodbye; the caller sees to it that this ends in time. */
  void end() {
    try {
      transport.close();
    } catch (MessagingException e) {
      // All that was to be said is said.
      abandon();
    }
  }

  void abandon() {
    try {
      socket.close();
      transport.close();
    } catch (IOException | MessagingException e) {
      // It was broken before.
    }
  }

  private static Optional<StagedTransport.SignIn> signIn(MailSettings settings)
      throws StageFailedException {
    if (settings.username().isEmpty() || settings.password().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new StagedTransport.SignIn(
              settings.username().get(), settings.password().get().reveal()));
    } catch (CommandException e) {
      throw new StageFailedException(
          Trouble.PASSWORD_NOT_TO_BE_HAD, "The password cannot be had. " + e.text());
    }
  }

  private static TlsSockets tls(MailSettings settings) throws IOException {
    try {
      return TlsSockets.trusting(settings.trustCertificates());
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up", e);
    }
  }

  private static Socket encrypt(
      MailSettings settings, GuardedSocket socket, TlsSockets tls, Conversation conversation)
      throws IOException {
    conversation.enter(MailStage.TLS);
    SSLSocket encrypted = tls.createSocket(socket, settings.host(), settings.port(), true);
    encrypted.startHandshake();
    tls.describe(conversation);
    return encrypted;
  }

  private static Properties properties(MailSettings settings, TlsSockets tls) {
    boolean starttls = settings.security() == MailSecurity.STARTTLS;
    Properties properties = new Properties();
    properties.put("mail.smtp.starttls.enable", Boolean.toString(starttls));
    properties.put("mail.smtp.starttls.required", Boolean.toString(starttls));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", String.join(" ", TlsSockets.PROTOCOLS));
    properties.put("mail.smtp.ssl.socketFactory", tls);
    properties.put("mail.smtp.from", settings.from());
    properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.put("mail.smtp.quitwait", "false");
    // One letter has one recipient: there is no part to send.
    properties.put("mail.smtp.sendpartial", "false");
    properties.put("mail.debug", "false");
    properties.put("mail.debug.auth", "false");
    return properties;
  }

  /** How a machine greets that need not know its own name (RFC 5321, 4.1.3). */
  private static String literal(InetAddress own) {
    String address = own.getHostAddress().replaceFirst("%.*", "");
    return own instanceof Inet6Address ? "[IPv6:" + address + "]" : "[" + address + "]";
  }
}
