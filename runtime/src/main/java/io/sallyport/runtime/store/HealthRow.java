// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import io.sallyport.runtime.health.Health;
import java.time.Instant;
import java.util.Optional;

/**
 * All that is kept of one connection's health.
 *
 * @param due when it is to be checked next; long ago where it is not watched
 */
public record HealthRow(String connection, Health health, Optional<LastCheck> last, Instant due) {}
