// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import io.sallyport.runtime.command.StageReport.State;
import io.sallyport.runtime.egress.Attempt;
import io.sallyport.runtime.egress.Phase;
import io.sallyport.runtime.failure.Finding;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells from a run's own requests at which stage it failed, or that none did: nothing is asked of
 * the product for it. Pure.
 */
final class Diagnosis {

  /**
   * What is known besides the requests.
   *
   * @param secretVaults the vault of each secret that is looked up; never a key or a value
   * @param now when certificates that expire soon are to be noticed; else empty
   */
  record Subject(
      String revision,
      List<String> secretVaults,
      boolean verifiesCertificates,
      Optional<Instant> now) {}

  private static final Map<Finding.Stage, Stage> STAGES =
      Map.of(
          Finding.Stage.REQUEST, Stage.CONFIGURATION,
          Finding.Stage.CONFIGURATION, Stage.CONFIGURATION,
          Finding.Stage.AUDIT, Stage.CONFIGURATION,
          Finding.Stage.SECRET, Stage.SECRET,
          Finding.Stage.LOOK_UP, Stage.LOOK_UP,
          Finding.Stage.AGENT, Stage.AGENT,
          Finding.Stage.CONNECT, Stage.CONNECT,
          Finding.Stage.TLS, Stage.TLS,
          Finding.Stage.ANSWER, Stage.ANSWER);

  private final List<Attempt> attempts;
  private final Optional<ErrorReport> error;
  private final Optional<Stage> failed;

  /** The stage that was not passed, as far as the way to the product goes. */
  private final Stage furthest;

  private final StageEvidence evidence;

  private Diagnosis(Subject subject, List<Attempt> attempts, Optional<ErrorReport> error) {
    this.attempts = attempts;
    this.error = error;
    Optional<Attempt> telling = telling(attempts, error);
    this.failed = error.map(each -> failed(each, telling));
    this.furthest = furthest(telling, failed, error);
    this.evidence = new StageEvidence(subject, attempts, telling);
  }

  /**
   * Every stage, in their order.
   *
   * @param attempts all of the run
   * @param error empty when it did not fail
   */
  static List<StageReport> of(
      Subject subject, List<Attempt> attempts, Optional<ErrorReport> error) {
    Diagnosis diagnosis = new Diagnosis(subject, attempts, error);
    return Arrays.stream(Stage.values()).map(diagnosis::report).toList();
  }

  private StageReport report(Stage stage) {
    if (failed.isPresent() && error.isPresent() && stage == failed.get()) {
      return evidence.failed(stage, error.get());
    }
    if (failed.filter(each -> each.compareTo(stage) < 0).isPresent()) {
      return evidence.without(stage, State.NOT_REACHED, "not reached");
    }
    return switch (stage) {
      case CONFIGURATION -> evidence.passed(stage);
      case SECRET, LOOK_UP, AGENT, CONNECT, TLS ->
          stage.compareTo(furthest) < 0 ? evidence.passed(stage) : untried(stage);
      case AUTHENTICATION, AUTHORISATION -> judged(stage);
      case ANSWER -> attempts.isEmpty() ? untried(stage) : evidence.passed(stage);
    };
  }

  /** What the product thinks of the account is known by a refusal, or by an answer that is good. */
  private StageReport judged(Stage stage) {
    if (failed.isEmpty()) {
      return attempts.isEmpty() ? untried(stage) : evidence.passed(stage);
    }
    if (failed.get() == Stage.AUTHORISATION) {
      return evidence.passed(stage);
    }
    return furthest.compareTo(Stage.AUTHENTICATION) < 0
        ? untried(stage)
        : evidence.without(stage, State.NOT_REACHED, "not known");
  }

  private StageReport untried(Stage stage) {
    return failed.isEmpty()
        ? evidence.without(stage, State.NOT_NEEDED, "no request was made")
        : evidence.without(stage, State.NOT_REACHED, "not reached");
  }

  /** The attempt that failed, else the last. */
  private static Optional<Attempt> telling(List<Attempt> attempts, Optional<ErrorReport> error) {
    Optional<Attempt> last = Optional.empty();
    Optional<Attempt> failing = Optional.empty();
    for (Attempt attempt : attempts) {
      last = Optional.of(attempt);
      if (error.filter(each -> isFailureOf(each, attempt)).isPresent()) {
        failing = last;
      }
    }
    return failing.isPresent() ? failing : last;
  }

  private static boolean isFailureOf(ErrorReport error, Attempt attempt) {
    return error.finding().isPresent()
        ? attempt.status().isEmpty()
        : attempt.status().orElse(0) == error.statusCode();
  }

  private static Stage failed(ErrorReport error, Optional<Attempt> telling) {
    if (error.finding().isEmpty()) {
      return switch (error.statusCode()) {
        case 401 -> Stage.AUTHENTICATION;
        case 403 -> Stage.AUTHORISATION;
        default -> Stage.ANSWER;
      };
    }
    // Of the turn and of the run as a whole, how far the request had come says more.
    return Optional.ofNullable(STAGES.get(error.finding().get().stage()))
        .or(() -> telling.filter(each -> each.status().isEmpty()).map(Diagnosis::at))
        .filter(stage -> stage != Stage.AUTHENTICATION)
        .orElse(Stage.ANSWER);
  }

  private static Stage furthest(
      Optional<Attempt> telling, Optional<Stage> failed, Optional<ErrorReport> error) {
    Stage tried = telling.map(Diagnosis::at).orElse(Stage.SECRET);
    Stage found =
        error
            .flatMap(ErrorReport::finding)
            .filter(finding -> STAGES.containsKey(finding.stage()))
            .flatMap(finding -> failed)
            .orElse(Stage.CONFIGURATION);
    return tried.compareTo(found) < 0 ? found : tried;
  }

  /** Where an attempt was when it ended; how an answer is to be taken, it does not know. */
  private static Stage at(Attempt attempt) {
    Phase last = Phase.QUEUE;
    for (Phase phase : attempt.times().keySet()) {
      last = phase.compareTo(last) > 0 ? phase : last;
    }
    return switch (last) {
      case QUEUE, SECRET, LOOK_UP -> Stage.LOOK_UP;
      case CONNECT -> Stage.CONNECT;
      case TLS -> Stage.TLS;
      case WAIT, READ -> Stage.AUTHENTICATION;
    };
  }
}
