// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses a letter in which something could become another header or recipient. */
final class LetterCheck {

  private static final Pattern MESSAGE_ID =
      Pattern.compile("<[!-;=?A-~]{1,120}@[!-;=?A-~]{1,120}>");
  private static final Pattern EVENT = Pattern.compile("[ -~]{1,200}");

  /** Returns what is wrong with it; what is wrong is not repeated. */
  static Optional<String> problem(Letter letter) {
    return MailAddress.problem(letter.to())
        .map(problem -> "The recipient " + problem + ".")
        .or(() -> messageId("message ID", letter.messageId()))
        .or(() -> letter.inReplyTo().flatMap(id -> messageId("ID of the mail replied to", id)))
        .or(() -> subject(letter.subject()))
        .or(() -> event(letter.event()));
  }

  private static Optional<String> messageId(String what, String id) {
    return MESSAGE_ID.matcher(id).matches()
        ? Optional.empty()
        : Optional.of("The " + what + " is not one in angle brackets such as <1@example.com>.");
  }

  private static Optional<String> subject(String subject) {
    return subject.codePoints().allMatch(LetterCheck::isPrintable)
        ? Optional.empty()
        : Optional.of("The subject holds a line break or another control character.");
  }

  private static Optional<String> event(String event) {
    return EVENT.matcher(event).matches()
        ? Optional.empty()
        : Optional.of("The event is not 1 to 200 printable ASCII characters.");
  }

  static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private LetterCheck() {}
}
