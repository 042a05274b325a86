// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a letter was not accepted: from what the server has answered where it has, else
 * from what went wrong with the connection. The names of the mail library's exceptions say nothing:
 * it calls a greylisting server's 451 an invalid address.
 */
final class MailFailures {

  private static final int DEEPEST = 20;

  private final Conversation conversation;
  private final Deadline deadline;

  MailFailures(Conversation conversation, Deadline deadline) {
    this.conversation = conversation;
    this.deadline = deadline;
  }

  MailFailure of(Exception failed) {
    Optional<StageFailedException> known = find(failed, StageFailedException.class);
    if (known.isPresent()) {
      return failure(known.get().trouble(), known.get().words());
    }
    if (conversation.code() >= 400) {
      return new MailFailure(
          conversation.stage(), Trouble.ANSWER, conversation.code(), conversation.words(), false);
    }
    if (deadline.passed() || find(failed, SocketTimeoutException.class).isPresent()) {
      return failure(
          Trouble.TIMED_OUT,
          deadline.passed()
              ? "The mail server took too long altogether; the connection was closed."
              : "The mail server did not answer in time.");
    }
    if (find(failed, GuardedSocket.EndlessAnswerException.class).isPresent()) {
      return failure(Trouble.NOT_SMTP, "The mail server's answer does not end.");
    }
    return conversation.stage() == MailStage.TLS ? tls(failed) : connection(failed);
  }

  private MailFailure connection(Exception failed) {
    if (find(failed, UnknownHostException.class).isPresent()) {
      return failure(Trouble.UNKNOWN_HOST, "The name of the mail server is unknown.");
    }
    if (conversation.stage() == MailStage.CONNECT) {
      return unreachable(failed);
    }
    if (conversation.code() != 0 && !isCutOff()) {
      return failure(
          Trouble.NOT_SMTP,
          "The answer is not one that a mail server gives here: " + conversation.words());
    }
    if (conversation.code() != 0 || find(failed, IOException.class).isPresent()) {
      return failure(
          Trouble.LOST,
          conversation.perhapsSent()
              ? "The connection was lost before the mail server said whether it has the mail."
              : "The connection was lost.");
    }
    if (failed instanceof MessagingException && conversation.stage() == MailStage.SIGN_IN) {
      return failure(Trouble.ANSWER, "The mail server did not let us sign in.");
    }
    return failure(
        Trouble.UNEXPECTED, "Sending failed unexpectedly (" + failed.getClass().getName() + ").");
  }

  private MailFailure unreachable(Exception failed) {
    if (find(failed, NoRouteToHostException.class).isPresent()) {
      return failure(Trouble.UNREACHABLE, "There is no way to the mail server.");
    }
    if (find(failed, ConnectException.class).isPresent()) {
      return failure(Trouble.REFUSED_CONNECTION, "The connection was refused.");
    }
    return failure(Trouble.UNREACHABLE, "The mail server cannot be reached.");
  }

  /** The library says the end of the connection in brackets; else there is a part of an answer. */
  private boolean isCutOff() {
    return conversation.code() < 0
        && (conversation.words().equals("[EOF]")
            || conversation.words().matches("[2-5][0-9]{2}.*"));
  }

  private MailFailure tls(Exception failed) {
    if (find(failed, CertificateExpiredException.class).isPresent()) {
      return certificate(Trouble.CERTIFICATE_EXPIRED, "has expired");
    }
    if (find(failed, CertificateNotYetValidException.class).isPresent()) {
      return certificate(Trouble.CERTIFICATE_NOT_YET_VALID, "is not valid yet");
    }
    Optional<CertificateException> certificate = find(failed, CertificateException.class);
    if (certificate.isPresent()) {
      // The check of the name throws this class itself, everything else one of its own.
      return certificate.get().getClass() == CertificateException.class
          ? certificate(Trouble.CERTIFICATE_FOR_ANOTHER_NAME, "is for another name")
          : certificate(Trouble.CERTIFICATE_UNTRUSTED, "is not trusted");
    }
    Optional<SSLException> tls = find(failed, SSLException.class);
    if (tls.isPresent()) {
      return String.valueOf(tls.get().getMessage()).contains("unrecognized SSL message")
          ? failure(Trouble.TLS_NOT_SPOKEN, "The mail server does not speak TLS here.")
          : failure(
              Trouble.TLS_FAILED,
              "TLS could not be agreed upon: "
                  + conversation.cleaned(String.valueOf(tls.get().getMessage())));
    }
    if (find(failed, SocketException.class).isPresent() || isCutOff()) {
      return failure(Trouble.TLS_FAILED, "The connection was lost while TLS was agreed upon.");
    }
    return connection(failed);
  }

  private MailFailure certificate(Trouble trouble, String what) {
    return failure(
        trouble, "The mail server's certificate " + what + conversation.current().evidence() + ".");
  }

  private MailFailure failure(Trouble trouble, String detail) {
    return new MailFailure(conversation.stage(), trouble, 0, detail, conversation.perhapsSent());
  }

  private static <T extends Throwable> Optional<T> find(Throwable failed, Class<T> wanted) {
    @Nullable Throwable each = failed;
    for (int depth = 0; each != null && depth < DEEPEST; depth++) {
      if (wanted.isInstance(each)) {
        return Optional.of(wanted.cast(each));
      }
      each = each.getCause();
    }
    return Optional.empty();
  }
}
