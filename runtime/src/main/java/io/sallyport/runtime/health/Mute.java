// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import java.time.Instant;

/**
 * Nobody is told of a new incident until then.
 *
 * @param by who wants that
 * @param reason why, in that person's words
 */
public record Mute(Instant until, String by, String reason) {}
