// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * The library's SMTP client, which tells a {@link Conversation} what is said, and does not go on
 * without the sign-in or the TLS that the settings ask for.
 */
final class StagedTransport extends SMTPTransport {

  private final MailSettings settings;
  private final Optional<SignIn> signIn;
  private final TlsSockets tls;
  private Conversation conversation;
  private boolean encrypted;

  /** Who signs in, revealed for one connection. */
  record SignIn(String username, String password) {
    @Override
    public String toString() {
      return "SignIn[" + username + "]";
    }
  }

  StagedTransport(
      Session session,
      MailSettings settings,
      Optional<SignIn> signIn,
      TlsSockets tls,
      Conversation conversation) {
    super(session, new URLName("smtp", null, -1, null, null, null));
    this.settings = settings;
    this.signIn = signIn;
    this.tls = tls;
    this.conversation = conversation;
    this.encrypted = settings.security() == MailSecurity.TLS;
  }

  /** For the next letter over the same connection. */
  void tell(Conversation next) {
    conversation = next;
  }

  @Override
  protected synchronized boolean protocolConnect(
      String host, int port, String user, String password) throws MessagingException {
    // The library would make up a user from the one of the operating system.
    return super.protocolConnect(
        host,
        port,
        signIn.map(SignIn::username).orElse(null),
        signIn.map(SignIn::password).orElse(null));
  }

  @Override
  protected boolean ehlo(String domain) throws MessagingException {
    boolean extended = super.ehlo(domain);
    if (settings.security() == MailSecurity.STARTTLS && !encrypted) {
      if (!extended || !supportsExtension("STARTTLS")) {
        conversation.enter(MailStage.TLS);
        throw new StageFailedException(
            Trouble.STARTTLS_NOT_OFFERED,
            "The mail server does not offer STARTTLS, so nothing was sent.");
      }
      return true;
    }
    if (signIn.isPresent()
        && !(extended && (supportsAuthentication("PLAIN") || supportsAuthentication("LOGIN")))) {
      conversation.enter(MailStage.SIGN_IN);
      throw new StageFailedException(
          Trouble.SIGN_IN_NOT_OFFERED,
          "The mail server does not offer to sign in with a username and a password.");
    }
    return extended;
  }

  @Override
  protected void startTLS() throws MessagingException {
    super.startTLS();
    encrypted = true;
    tls.describe(conversation);
  }

  @Override
  protected void sendCommand(String command) throws MessagingException {
    int end = command.indexOf(' ');
    switch (end < 0 ? command : command.substring(0, end)) {
      case "HELO" -> conversation.forgetAnswer();
      case "STARTTLS" -> conversation.enter(MailStage.TLS);
      case "AUTH" -> conversation.enter(MailStage.SIGN_IN);
      case "MAIL" -> conversation.enter(MailStage.SENDER);
      case "RCPT" -> conversation.enter(MailStage.RECIPIENT);
      case "DATA" -> conversation.enter(MailStage.MESSAGE);
      default -> {
        // The others belong to the stage that is reached.
      }
    }
    super.sendCommand(command);
    if (command.equals(".")) {
      conversation.endSent();
    }
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    int code = super.readServerResponse();
    conversation.answered(code, getLastServerResponse());
    return code;
  }
}
