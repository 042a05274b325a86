// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import jakarta.mail.MessagingException;

/** What this package itself finds out on the way; the words are for people and hold no secret. */
final class StageFailedException extends MessagingException {

  private static final long serialVersionUID = 1L;

  private final Trouble trouble;

  StageFailedException(Trouble trouble, String words) {
    super(words);
    this.trouble = trouble;
  }

  Trouble trouble() {
    return trouble;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
