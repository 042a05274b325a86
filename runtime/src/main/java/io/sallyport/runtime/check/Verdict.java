// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.check;

import io.sallyport.runtime.command.ErrorReport;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.RequestReport;
import io.sallyport.runtime.command.StageReport;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.health.Category;
import io.sallyport.runtime.health.CheckOutcome;
import io.sallyport.runtime.health.CheckOutcome.Failed;
import io.sallyport.runtime.health.CheckOutcome.Inconclusive;
import io.sallyport.runtime.health.CheckOutcome.Passed;
import io.sallyport.runtime.health.CheckOutcome.Throttled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the report of a Test Connection says of the connection. */
final class Verdict {

  private static final int TOO_MANY_REQUESTS = 429;

  static CheckOutcome of(Report report) {
    return report
        .error()
        .map(error -> of(error, report))
        .orElseGet(() -> new Passed(report.warnings()));
  }

  private static CheckOutcome of(ErrorReport error, Report report) {
    Optional<Duration> retryAfter = retryAfter(report.requests());
    if (error.statusCode() == TOO_MANY_REQUESTS || retryAfter.isPresent()) {
      return new Throttled(retryAfter);
    }
    return error
        .finding()
        .map(Verdict::category)
        .orElseGet(() -> Optional.of(ofStatus(error.statusCode())))
        .<CheckOutcome>map(
            category ->
                new Failed(
                    category,
                    error.failureIndicator(),
                    error.statusCode(),
                    error.message(),
                    error.details(),
                    stages(report)))
        .orElseGet(() -> new Inconclusive(error.message()));
  }

  /** Of the last answer, where it asks for a pause. */
  private static Optional<Duration> retryAfter(List<RequestReport> requests) {
    return requests.isEmpty() ? Optional.empty() : requests.get(requests.size() - 1).retryAfter();
  }

  /** Empty where the fault is on this side, so that it says nothing about the connection. */
  private static Optional<Category> category(Finding finding) {
    return switch (finding.stage()) {
      case CONFIGURATION -> Optional.of(Category.CONFIGURATION);
      case SECRET -> Optional.of(Category.SECRET);
      case LOOK_UP ->
          Optional.of(finding.status() == 504 ? Category.TIMEOUT : Category.NAME_LOOK_UP);
      case AGENT -> Optional.of(Category.AGENT);
      case CONNECT -> Optional.of(finding.status() == 504 ? Category.TIMEOUT : Category.CONNECT);
      case TLS -> Optional.of(finding.status() == 504 ? Category.TIMEOUT : Category.TLS);
      case ANSWER -> Optional.of(finding.status() == 504 ? Category.TIMEOUT : Category.BAD_ANSWER);
      case RUN ->
          switch (finding) {
            case REPEAT_LATE, LATE_BEFORE_SENDING, COMMAND_LATE -> Optional.of(Category.TIMEOUT);
            default -> Optional.empty();
          };
      case REQUEST, AUDIT, QUEUE -> Optional.empty();
    };
  }

  /** Of the product's own answer, or of what the plugin says of it. */
  private static Category ofStatus(int status) {
    return switch (status) {
      case 401 -> Category.AUTHENTICATION;
      case 403 -> Category.AUTHORISATION;
      case 502 -> Category.BAD_ANSWER;
      default -> status >= 500 ? Category.HTTP_5XX : Category.HTTP_4XX;
    };
  }

  private static List<String> stages(Report report) {
    return report.diagnosis().stream().map(StageReport::line).toList();
  }

  private Verdict() {}
}
