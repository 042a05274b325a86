// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import java.time.Duration;

/**
 * How long one letter may take.
 *
 * @param connect for each address of the server
 * @param read for each read, and for the look-up of the name
 * @param write for each write
 * @param total for everything together, however the server spreads it
 */
record MailTimes(Duration connect, Duration read, Duration write, Duration total) {

  static final MailTimes USUAL =
      new MailTimes(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20));
}
