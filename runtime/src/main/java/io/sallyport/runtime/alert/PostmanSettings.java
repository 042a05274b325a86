// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import java.time.Duration;

/**
 * How the outbox is emptied.
 *
 * @param owner the name of this node
 * @param batch how many mails are taken at a time, at most
 * @param lease after which another may send what was taken; a batch is given up after half of it
 * @param lifetime after which a mail is of no use any more
 * @param perMinute how many attempts are made in a minute, at most
 */
public record PostmanSettings(
    String owner, int batch, Duration lease, Duration lifetime, int perMinute) {

  /** Twenty mails for two minutes; for a day. */
  public static PostmanSettings of(String owner, int perMinute) {
    return new PostmanSettings(owner, 20, Duration.ofMinutes(2), Duration.ofHours(24), perMinute);
  }
}
