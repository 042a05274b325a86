// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import java.time.Duration;
import java.util.List;

/**
 * How one connection is watched.
 *
 * @param interval from one check to the next
 * @param retryInterval the same while it is not certain yet whether it is down or up again
 * @param afterFailures how many checks in a row must fail before anybody is told; at least 1
 * @param recoverAfter how many must pass in a row before it is over; at least 1
 * @param reminder how often an incident that lasts is told of again; zero for never
 * @param recipients mail addresses, each once
 * @param identity changes whenever the connection is reached in another way
 */
public record HealthPolicy(
    Duration interval,
    Duration retryInterval,
    int afterFailures,
    int recoverAfter,
    Duration reminder,
    List<String> recipients,
    String identity) {}
