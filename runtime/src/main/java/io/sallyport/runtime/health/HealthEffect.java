// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import java.time.Instant;
import java.util.List;

/** Who must be told of what. */
public sealed interface HealthEffect {

  /** Who, each once; never empty, except of what goes stale. */
  List<String> recipients();

  /**
   * It does not work. Each recipient hears this once an incident, and before anything else of it.
   */
  record Opened(Incident incident, CheckOutcome.Failed failure, List<String> recipients)
      implements HealthEffect {}

  /**
   * It still does not work.
   *
   * @param number which reminder it is; those that came too close together are left out
   */
  record Reminded(
      Incident incident, CheckOutcome.Failed failure, int number, List<String> recipients)
      implements HealthEffect {}

  /**
   * It works again.
   *
   * @param until when the first check passed
   */
  record Recovered(Incident incident, Instant until, List<String> recipients)
      implements HealthEffect {}

  /** It is watched no longer, so nobody will hear that it works again. */
  record Closed(Incident incident, String reason, List<String> recipients)
      implements HealthEffect {}

  /**
   * Nobody knows whether it works. Operators may be told although nobody else is.
   *
   * @param conclusive when a check last came to a conclusion
   */
  record WentStale(Instant conclusive, List<String> recipients) implements HealthEffect {}
}
