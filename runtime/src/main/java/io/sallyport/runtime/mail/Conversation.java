// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was said about one letter, stage by stage. It, not an exception of the mail library, tells
 * what became of the letter.
 */
final class Conversation {

  private static final int FIRST_FAILURE = 400;

  private final List<Step> done = new ArrayList<>();
  private CleanWords clean = CleanWords.WITHOUT_SECRET;
  private MailStage stage = MailStage.SETTINGS;
  private long since = System.nanoTime();
  private String evidence = "";
  private Optional<String> warning = Optional.empty();
  private int code;
  private String words = "";
  private boolean endSent;
  private boolean endAnswered;

  /** A stage that was gone through, or the one that was reached last. */
  record Step(MailStage stage, String evidence, Optional<String> warning, Duration time) {}

  void hide(CleanWords secrets) {
    clean = secrets;
  }

  void enter(MailStage next) {
    done.add(current());
    stage = next;
    since = System.nanoTime();
    evidence = "";
    warning = Optional.empty();
    forgetAnswer();
  }

  /** Where another command takes the place of one that the server does not know. */
  void forgetAnswer() {
    code = 0;
    words = "";
  }

  void evidence(String text) {
    evidence = clean.clean(text);
  }

  void warn(String text) {
    warning = Optional.of(text);
  }

  /**
   * Keeps the first failure of a stage: what the server says after it is about the clearing up.
   *
   * @param answer -1 when there is no code in it, or no answer at all
   */
  void answered(int answer, String text) {
    if (code >= FIRST_FAILURE || code < 0 || endAnswered) {
      return;
    }
    endAnswered = endSent && answer > 0;
    code = answer;
    words = clean.clean(text);
    boolean toBeKept =
        stage != MailStage.TLS && (stage != MailStage.GREETING || evidence.isEmpty());
    if (toBeKept) {
      evidence = words;
    }
  }

  /** The server has the whole mail now, and only has to say so. */
  void endSent() {
    endSent = true;
  }

  MailStage stage() {
    return stage;
  }

  /** The server's answer in this stage: 0 for none, -1 for one without a code. */
  int code() {
    return code;
  }

  String words() {
    return words;
  }

  String cleaned(String text) {
    return clean.clean(text);
  }

  boolean perhapsSent() {
    return endSent && !endAnswered;
  }

  boolean accepted() {
    return endAnswered && code >= 200 && code < 300;
  }

  Step current() {
    return new Step(stage, evidence, warning, Duration.ofNanos(System.nanoTime() - since));
  }

  List<Step> done() {
    return List.copyOf(done);
  }
}
