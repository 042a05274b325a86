// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Refuses settings with which no letter could be sent, or not safely. */
final class SettingsCheck {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,253}");
  private static final int LAST_PORT = 65_535;

  static void check(MailSettings settings) throws StageFailedException {
    if (!HOST.matcher(settings.host()).matches()) {
      throw wrong("host is not the name or address of a machine such as smtp.example.com.");
    }
    if (settings.port() < 1 || settings.port() > LAST_PORT) {
      throw wrong("port is " + settings.port() + ". It would be 1 to 65535, such as 587.");
    }
    String problem = MailAddress.problem(settings.from()).orElse("");
    if (!problem.isEmpty()) {
      throw wrong("from " + problem + ".");
    }
    checkSignIn(settings);
    if (settings.trustCertificates().isPresent()) {
      try {
        MailTrust.of(settings.trustCertificates());
      } catch (GeneralSecurityException unreadable) {
        throw wrong(
            "trustCertificates holds no certificate in PEM: lines between -----BEGIN"
                + " CERTIFICATE----- and -----END CERTIFICATE-----.");
      }
    }
  }

  private static void checkSignIn(MailSettings settings) throws StageFailedException {
    if (settings.username().isPresent() != settings.password().isPresent()) {
      throw wrong(
          settings.username().isPresent()
              ? "There is a username without password. Set both, to sign in, or none."
              : "There is a password without username. Set both, to sign in, or none.");
    }
    if (!settings.username().orElse("").codePoints().allMatch(LetterCheck::isPrintable)) {
      throw wrong("username holds a control character.");
    }
    if (settings.password().isPresent()
        && settings.security() == MailSecurity.NONE
        && !LOOPBACK.matcher(settings.host().toLowerCase(Locale.ROOT)).matches()) {
      throw new StageFailedException(
          Trouble.PASSWORD_IN_CLEAR_TEXT,
          "The password would be sent in clear text, so nothing was sent. Set security: starttls"
              + " or security: tls, or leave out username and password.");
    }
  }

  private static StageFailedException wrong(String words) {
    return new StageFailedException(Trouble.SETTINGS, words);
  }

  private SettingsCheck() {}
}
