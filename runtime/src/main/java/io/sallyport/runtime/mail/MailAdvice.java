// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

/**
 * What a person can do about a mail that was not accepted.
 *
 * @param cause the likely one
 * @param change what to do about it
 */
public record MailAdvice(String cause, String change) {

  private static final int TLS_PORT = 465;
  private static final int SUBMISSION_PORT = 587;

  static MailAdvice on(MailFailure failure, MailSettings settings) {
    return switch (failure.trouble()) {
      case SETTINGS ->
          new MailAdvice(
              "The settings cannot be used.", "Correct this key under mail: in sallyport.yaml.");
      case PASSWORD_IN_CLEAR_TEXT ->
          new MailAdvice(
              "A password is set together with security: none.",
              "Set security: starttls (port 587) or security: tls (port 465), or leave out username"
                  + " and password.");
      case PASSWORD_NOT_TO_BE_HAD ->
          new MailAdvice(
              "The reference to the password leads nowhere, or its vault cannot be reached.",
              "Correct password under mail:, or put the vault right.");
      case UNKNOWN_HOST ->
          new MailAdvice(
              "The host is misspelled, or the name server of this machine does not know it.",
              "Correct host under mail:, or try its address from this machine.");
      case REFUSED_CONNECTION ->
          new MailAdvice(
              "Nothing listens at port "
                  + settings.port()
                  + " of this host, or a firewall says no.",
              "Correct port under mail:. " + ports());
      case UNREACHABLE ->
          new MailAdvice(
              "The network has no way to this host.",
              "Correct host under mail:, or have the firewall let this machine through to port "
                  + settings.port()
                  + ".");
      case TIMED_OUT, LOST -> silence(failure, settings);
      case NOT_SMTP ->
          new MailAdvice(
              "What listens at port " + settings.port() + " is no mail server.",
              "Correct host and port under mail:. " + ports());
      case STARTTLS_NOT_OFFERED ->
          new MailAdvice(
              "This port of the mail server does not offer STARTTLS, or something between takes it"
                  + " away.",
              "Set security: tls with port 465 if the server has it, or have STARTTLS enabled there."
                  + " Mail is not sent in clear text unless security: none says so.");
      case SIGN_IN_NOT_OFFERED ->
          new MailAdvice(
              "This port takes no sign-in with a username and a password.",
              "Use the port for submission (587 or 465), or leave out username and password where"
                  + " the server accepts mail from this machine without.");
      case CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID ->
          new MailAdvice(
              "The mail server's certificate is out of date, or the clock of this machine is wrong.",
              "Have the certificate renewed at the mail server; compare this machine's clock.");
      case CERTIFICATE_UNTRUSTED ->
          new MailAdvice(
              "The certificate comes from an authority that this machine does not know, often an"
                  + " internal one.",
              "Set trustCertificates under mail: to the authority's certificate in PEM.");
      case CERTIFICATE_FOR_ANOTHER_NAME ->
          new MailAdvice(
              "The certificate is not for the name " + settings.host() + ".",
              "Set host under mail: to a name that the certificate is for.");
      case TLS_NOT_SPOKEN ->
          new MailAdvice(
              "Port " + settings.port() + " does not speak TLS from the first byte.",
              "Set security: starttls, or port: 465. " + ports());
      case TLS_FAILED ->
          new MailAdvice(
              "The mail server speaks no TLS 1.2 or 1.3 here, or breaks it off.",
              "Have TLS 1.2 enabled at the mail server, or correct port and security under mail:. "
                  + ports());
      case ANSWER -> answer(failure, settings);
      case UNEXPECTED ->
          new MailAdvice(
              "This is most likely a fault of Sallyport.",
              "Run it again; if it stays, report what it prints.");
    };
  }

  private static MailAdvice silence(MailFailure failure, MailSettings settings) {
    return switch (failure.stage()) {
      case NAME_LOOK_UP ->
          new MailAdvice(
              "The name server does not answer.", "Put this machine's name resolution right.");
      case CONNECT ->
          new MailAdvice(
              "A firewall drops what is sent to port " + settings.port() + ".",
              "Have it let this machine through, or correct host and port under mail:.");
      case GREETING -> greeting(settings);
      case TLS ->
          new MailAdvice(
              "The mail server does not go on with TLS.",
              "Correct port and security under mail:, or put the mail server right. " + ports());
      case MESSAGE ->
          new MailAdvice(
              failure.perhapsSent()
                  ? "The mail server has the whole mail, but did not say so in time. It may have"
                      + " been delivered."
                  : "The mail server broke off, or something that inspects mail did.",
              "Look into the log of the mail server; try again.");
      default ->
          new MailAdvice(
              "The mail server is overloaded, or breaks off on purpose.",
              "Look into the log of the mail server; try again.");
    };
  }

  private static MailAdvice greeting(MailSettings settings) {
    return settings.port() == TLS_PORT && settings.security() != MailSecurity.TLS
        ? new MailAdvice(
            "Port 465 expects TLS from the first byte, so both wait for the other.",
            "Set security: tls, or port: 587.")
        : new MailAdvice(
            "What listens at port " + settings.port() + " does not greet as a mail server does.",
            "Correct host, port and security under mail:. " + ports());
  }

  private static MailAdvice answer(MailFailure failure, MailSettings settings) {
    if (failure.isAboutSignIn() || failure.stage() == MailStage.SIGN_IN) {
      return signIn(failure, settings);
    }
    if (failure.code() < 500) {
      return new MailAdvice(
          "The mail server takes this mail later: it is busy, or it makes unknown senders wait"
              + " (greylisting).",
          "Try again in some minutes; real mail is tried again by itself. If it stays, have this"
              + " machine exempted at the mail server.");
    }
    return switch (failure.stage()) {
      case SENDER ->
          new MailAdvice(
              "The mail server does not accept mail from " + settings.from() + ".",
              "Set from under mail: to an address that this account may send from.");
      case RECIPIENT ->
          new MailAdvice(
              "The mail server does not know the recipient, or does not relay to that domain for"
                  + " this machine (relay denied).",
              settings.username().isPresent()
                  ? "Correct the address, or have relaying allowed for this account."
                  : "Correct the address, set username and password, or have this machine allowed"
                      + " to relay.");
      case MESSAGE ->
          new MailAdvice(
              "The mail server refuses what is in the mail, by a rule or a filter.",
              "Have mail from " + settings.from() + " exempted there.");
      default ->
          new MailAdvice(
              "The mail server does not serve this machine.",
              "Have it allowed there, or correct host and port under mail:. " + ports());
    };
  }

  private static MailAdvice signIn(MailFailure failure, MailSettings settings) {
    if (settings.username().isEmpty()) {
      return new MailAdvice(
          "The mail server wants a sign-in.", "Set username and password under mail:.");
    }
    return failure.code() >= 400 && failure.code() < 500
        ? new MailAdvice(
            "The mail server cannot check passwords at the moment.", "Try again in some minutes.")
        : new MailAdvice(
            "The username or the password is wrong, or this account may not send by SMTP.",
            "Correct username and password under mail:; some providers want an app password of"
                + " their own.");
  }

  private static String ports() {
    return "Usual are 25 with none, "
        + SUBMISSION_PORT
        + " with starttls, "
        + TLS_PORT
        + " with tls.";
  }
}
