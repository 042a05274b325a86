// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.util.Optional;

/**
 * One mail to one recipient, complete in its words.
 *
 * @param key unique for what it tells to whom, so that it is written once whatever happens
 * @param thread what belongs together and keeps its order, such as one incident and one recipient
 * @param connection empty where it is about several
 * @param messageId in angle brackets; the same on every attempt
 * @param inReplyTo the message id of the first mail of the thread
 */
public record NewMail(
    String key,
    String thread,
    MailKind kind,
    Optional<String> connection,
    String recipient,
    String messageId,
    Optional<String> inReplyTo,
    String subject,
    String text,
    String html) {}
