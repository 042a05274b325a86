// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.time.Duration;

/**
 * A request, answered or not; no password is part of it, nor of what the client sent.
 *
 * @param path the request target as sent, still percent-encoded, with its query if it had one
 * @param status what was sent; 0 when a fault kept every answer back
 * @param user the value of {@code X-User}, empty when there was none
 * @param body the body of the request, empty when there was none
 * @param took from the arrival of the request's head until its answer was ready
 * @param fault the fault that was applied, as its rule has it; empty for none
 */
public record JournalEntry(
    String method,
    String path,
    int status,
    String user,
    String body,
    Duration took,
    String fault) {}
