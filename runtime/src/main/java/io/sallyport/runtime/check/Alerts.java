// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.check;

import io.sallyport.runtime.health.HealthEffect;
import io.sallyport.runtime.store.NewMail;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Puts into words who must be told of what. */
public interface Alerts {

  /**
   * A mail for each recipient; of {@link HealthEffect.WentStale}, which is told of for many at
   * once, none. Must be quick and do nothing else: a row is locked meanwhile.
   */
  List<NewMail> of(String connection, HealthEffect effect, Instant now);

  /**
   * A mail for each recipient with all that has gone stale.
   *
   * @param stale by connection: when a check last came to a conclusion, and who must be told
   */
  List<NewMail> ofStale(Map<String, HealthEffect.WentStale> stale, Instant now);
}
