// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.time.Duration;

/**
 * A request that reached the vendor; no password is part of it, nor of what the client sent.
 *
 * @param path the request target as sent, still percent-encoded, with its query if it had one
 * @param status the vendor's answer, which a fault may have spoilt or kept back on its way
 * @param user the value of {@code X-User}, empty when there was none
 * @param body the body of the request, empty when there was none
 * @param took from the arrival of the request's head until its answer was ready
 */
public record JournalEntry(
    String method, String path, int status, String user, String body, Duration took) {}
