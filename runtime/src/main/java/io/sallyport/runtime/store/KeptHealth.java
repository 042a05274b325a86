// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of the table of health, with what only the store itself looks at.
 *
 * @param scheduledAt when {@code due} was written
 * @param fence the number of the last claim
 * @param claimedUntil while somebody checks it
 */
record KeptHealth(HealthRow row, Instant scheduledAt, long fence, Optional<Instant> claimedUntil) {}
