// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import java.time.Duration;
import java.util.Optional;

/**
 * What a mail says of the connection that it is about.
 *
 * @param integration its display name
 * @param description as the administrator has declared it
 * @param afterFailures how many checks in a row must fail before anybody is told
 * @param recoverAfter how many must pass in a row before it is over
 * @param interval from one check to the next, as declared
 * @param command what to type to try it by hand, such as {@code sallyport test proofpoint-acme}
 */
public record AlertSubject(
    String connection,
    Optional<String> site,
    String integration,
    Optional<String> description,
    int afterFailures,
    int recoverAfter,
    Duration interval,
    String command) {}
