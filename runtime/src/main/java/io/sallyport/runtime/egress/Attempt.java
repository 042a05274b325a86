// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.Sent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One attempt to send a request, ended.
 *
 * @param path encoded, below the client's base address, without query
 * @param status of the answer; empty when there was none
 * @param through the connection's agent by its name, or why it was not used; empty where there is
 *     none
 * @param times how long each phase took that it reached
 * @param reached by which way, and how far, it has come
 * @param retryAfter after how long the product asks to be called again, where it is too busy
 */
public record Attempt(
    String method,
    String path,
    OptionalInt status,
    Sent sent,
    Optional<String> through,
    Map<Phase, Duration> times,
    Reached reached,
    Optional<Duration> retryAfter) {}
