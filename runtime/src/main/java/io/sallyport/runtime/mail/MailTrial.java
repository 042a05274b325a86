// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends a short mail as real mail is sent, and says stage by stage how far it came.
 *
 * @param stages all, in the order in which they happen
 * @param delivery what became of the mail
 * @param advice why it was not accepted, and what to change
 */
public record MailTrial(List<TrialStage> stages, Delivery delivery, Optional<MailAdvice> advice) {

  public MailTrial {
    stages = List.copyOf(stages);
  }

  /**
   * Runs one, in about 20 seconds at the latest.
   *
   * @throws IllegalArgumentException when {@link MailAddress} refuses the address
   */
  public static MailTrial run(MailSettings settings, String to) {
    return run(settings, MailTimes.USUAL, to);
  }

  static MailTrial run(MailSettings settings, MailTimes times, String to) {
    Letter letter = letter(to);
    LetterCheck.problem(letter)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    Conversation conversation = new Conversation();
    try (MailSession session = new MailSession(settings, times)) {
      MailSession.Outcome outcome = session.attempt(letter, conversation);
      return new MailTrial(
          stages(settings, conversation, outcome.failure()),
          outcome.delivery(),
          outcome.failure().map(failure -> MailAdvice.on(failure, settings)));
    }
  }

  private static Letter letter(String to) {
    String text =
        "This is a test by \"sallyport mail test\". Mail from Sallyport arrives: there is nothing to"
            + " do.";
    return new Letter(
        to,
        "<" + UUID.randomUUID() + "@sallyport.invalid>",
        Optional.empty(),
        "Sallyport: test mail",
        text + "\n",
        "<p>" + text.replace("\"", "&quot;") + "</p>\n",
        "test",
        Instant.now());
  }

  private static List<TrialStage> stages(
      MailSettings settings, Conversation conversation, Optional<MailFailure> failure) {
    Map<MailStage, TrialStage> known = new EnumMap<>(MailStage.class);
    conversation.done().forEach(step -> known.put(step.stage(), passed(step)));
    Conversation.Step last = conversation.current();
    known.put(
        last.stage(), failure.map(failed -> failed(last, failed)).orElseGet(() -> passed(last)));
    List<TrialStage> stages = new ArrayList<>();
    for (MailStage each : inOrder(settings.security())) {
      TrialStage reached = known.get(each);
      stages.add(reached == null ? missing(settings, each) : reached);
    }
    return stages;
  }

  /** Where TLS is spoken from the first byte, the server greets in it. */
  private static List<MailStage> inOrder(MailSecurity security) {
    List<MailStage> order = new ArrayList<>(List.of(MailStage.values()));
    if (security == MailSecurity.TLS) {
      Collections.swap(order, order.indexOf(MailStage.GREETING), order.indexOf(MailStage.TLS));
    }
    return order;
  }

  private static TrialStage passed(Conversation.Step step) {
    return new TrialStage(
        step.stage(), TrialStage.Result.PASSED, step.evidence(), step.warning(), step.time());
  }

  private static TrialStage failed(Conversation.Step step, MailFailure failure) {
    String answer = failure.detail();
    return new TrialStage(
        step.stage(), TrialStage.Result.FAILED, answer, step.warning(), step.time());
  }

  private static TrialStage missing(MailSettings settings, MailStage stage) {
    if (stage == MailStage.TLS && settings.security() == MailSecurity.NONE) {
      return missing(stage, TrialStage.Result.NOT_ASKED, "not asked for: security is none");
    }
    if (stage == MailStage.SIGN_IN && settings.username().isEmpty()) {
      return missing(stage, TrialStage.Result.NOT_ASKED, "not asked for: there is no username");
    }
    return missing(stage, TrialStage.Result.NOT_REACHED, "");
  }

  private static TrialStage missing(MailStage stage, TrialStage.Result result, String evidence) {
    return new TrialStage(stage, result, evidence, Optional.empty(), Duration.ZERO);
  }
}
