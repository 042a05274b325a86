// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One time of not working, from the failure that made it certain.
 *
 * @param number the first of a connection is 1
 * @param since when the first check failed
 * @param openedAt when enough had failed
 * @param failures how many checks have failed, from the first on
 * @param recipients who has been told of it, in the order in which they were
 * @param nextReminder before then nobody is told again
 * @param reminders how many there have been, those that were left out included
 * @param note what else happened meanwhile, such as other settings
 */
public record Incident(
    int number,
    Instant since,
    Instant openedAt,
    int failures,
    List<String> recipients,
    Instant nextReminder,
    int reminders,
    Optional<String> note) {

  Incident failedAgain() {
    return new Incident(
        number, since, openedAt, failures + 1, recipients, nextReminder, reminders, note);
  }

  Incident reportedTo(List<String> more) {
    List<String> all = new ArrayList<>(recipients);
    all.addAll(more);
    return new Incident(
        number, since, openedAt, failures, List.copyOf(all), nextReminder, reminders, note);
  }

  Incident reminded(int count, Instant next) {
    return new Incident(number, since, openedAt, failures, recipients, next, count, note);
  }

  Incident noted(String text) {
    return new Incident(
        number, since, openedAt, failures, recipients, nextReminder, reminders, Optional.of(text));
  }
}
