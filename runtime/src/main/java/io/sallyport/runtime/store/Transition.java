// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import io.sallyport.runtime.health.Phase;
import java.time.Instant;

/**
 * One line of a connection's history: its phase has changed.
 *
 * @param reason what the check has come to, or who has changed what
 */
public record Transition(String connection, Instant at, Phase from, Phase to, String reason) {}
