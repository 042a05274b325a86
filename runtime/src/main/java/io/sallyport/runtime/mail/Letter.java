// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * One mail to one recipient.
 *
 * @param to one address, such as alice@example.com
 * @param messageId in angle brackets
 * @param inReplyTo in angle brackets
 * @param event for programs that sort mail, in the header X-Sallyport-Event
 * @param date when it was written, however late it is sent
 */
public record Letter(
    String to,
    String messageId,
    Optional<String> inReplyTo,
    String subject,
    String text,
    String html,
    String event,
    Instant date) {}
