// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.time.Duration;
import java.time.Instant;

/**
 * What the last check of a connection has come to.
 *
 * @param outcome {@code passed}, {@code failed}, {@code throttled}, {@code inconclusive}
 * @param statusCode 0 where there is none
 * @param message for a person, on one line; empty when it passed without a warning
 */
public record LastCheck(
    Instant at, String outcome, int statusCode, String message, Duration took) {}
