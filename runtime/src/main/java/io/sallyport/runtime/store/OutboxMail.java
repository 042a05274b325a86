// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One mail of the outbox.
 *
 * @param attempts how many have begun
 * @param next when it is tried next, while it waits
 * @param code of the mail server's last answer; 0 where there was none
 * @param detail what went wrong, or empty
 */
public record OutboxMail(
    long id,
    NewMail mail,
    MailStatus status,
    int attempts,
    Instant created,
    Instant next,
    Optional<Instant> ended,
    int code,
    String detail) {}
