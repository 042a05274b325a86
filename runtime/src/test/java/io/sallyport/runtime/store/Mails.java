// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.util.Optional;

/** Mails to alice@example.com, unless somebody else is named. */
final class Mails {

  static NewMail mail(String key, String thread, MailKind kind) {
    return mail(key, thread, kind, "alice@example.com");
  }

  static NewMail mail(String key, String thread, MailKind kind, String recipient) {
    return new NewMail(
        key,
        thread,
        kind,
        Optional.of("acme-mail"),
        recipient,
        "<" + key + "@sallyport.example>",
        Optional.empty(),
        "subject",
        "text",
        "<p>html</p>");
  }

  private Mails() {}
}
