// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

/**
 * Why a letter was not accepted.
 *
 * @param code the server's; 0 where it has not answered
 * @param detail on one line and without secret
 */
record MailFailure(MailStage stage, Trouble trouble, int code, String detail, boolean perhapsSent) {

  private static final int SHUTTING_DOWN = 421;

  /**
   * Only what is said of this recipient or this mail is final; everything else may be put right.
   */
  Delivery delivery() {
    String text = stage.label() + ": " + detail;
    return isFinal()
        ? new Delivery.Refused(code, text)
        : new Delivery.Later(code, text, perhapsSent);
  }

  /** Whether the server is ready for another letter. */
  boolean leavesConnectionUsable() {
    return stage == MailStage.RECIPIENT && trouble == Trouble.ANSWER && code != SHUTTING_DOWN;
  }

  /** Whether a connection that was kept open may just have been closed by the server meanwhile. */
  boolean isStaleConnection() {
    return stage.compareTo(MailStage.SENDER) < 0
        || (stage == MailStage.SENDER && (trouble == Trouble.LOST || code == SHUTTING_DOWN));
  }

  private boolean isFinal() {
    return trouble == Trouble.ANSWER
        && (stage == MailStage.RECIPIENT || stage == MailStage.MESSAGE)
        && code >= 500
        && code < 600
        && !isAboutSignIn();
  }

  /** RFC 4954: some servers ask for the sign-in only here. */
  boolean isAboutSignIn() {
    return code == 530 || code == 534 || code == 535 || code == 538;
  }
}
