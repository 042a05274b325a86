// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;

/** Writes a letter as the mail that goes over the wire. */
final class MessageComposer {

  private static final String UTF_8 = "UTF-8";

  private final Session session;
  private final String from;

  MessageComposer(Session session, String from) {
    this.session = session;
    this.from = from;
  }

  /** Takes a letter that {@link LetterCheck} has found nothing wrong with. */
  MimeMessage compose(Letter letter) throws MessagingException {
    MimeMessage message = new IdentifiedMessage(session, letter.messageId());
    message.setFrom(new InternetAddress(from, true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
    message.setSubject(letter.subject(), UTF_8);
    message.setSentDate(Date.from(letter.date()));
    if (letter.inReplyTo().isPresent()) {
      message.setHeader("In-Reply-To", letter.inReplyTo().get());
      message.setHeader("References", letter.inReplyTo().get());
    }
    // Absence notes must not answer (RFC 3834).
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Sallyport-Event", letter.event());
    MimeMultipart both = new MimeMultipart("alternative");
    both.addBodyPart(part(letter.text(), "plain"));
    both.addBodyPart(part(letter.html(), "html"));
    message.setContent(both);
    message.saveChanges();
    return message;
  }

  private static MimeBodyPart part(String content, String kind) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(content, UTF_8, kind);
    // Short lines of ASCII, whatever the server can take.
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  /** The library makes a new ID for each attempt; mail programs show a mail once by its ID. */
  private static final class IdentifiedMessage extends MimeMessage {

    private final String id;

    IdentifiedMessage(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
