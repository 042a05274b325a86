// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import io.sallyport.plugin.Sent;
import io.sallyport.runtime.failure.Finding;
import java.util.List;
import java.util.Optional;

/**
 * The tab <i>Error</i>.
 *
 * @param failureIndicator what failed: the command, and where it applies the step, as one or two
 *     sentences
 * @param statusCode the product's HTTP status, or ours where the finding is ours
 * @param sent whether the request that failed has reached the product
 * @param message the product's own words, or ours
 * @param details causes, remedies, what would be accepted: a line each
 * @param finding what the host has found; empty where it is the product's word, or the plugin's.
 *     For those who go on from it: it is not shown
 */
public record ErrorReport(
    String failureIndicator,
    int statusCode,
    Sent sent,
    String message,
    List<String> details,
    Optional<Finding> finding) {}
