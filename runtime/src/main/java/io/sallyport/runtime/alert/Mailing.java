// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import io.sallyport.runtime.mail.Delivery;
import io.sallyport.runtime.mail.Letter;

/** Hands one letter to the mail server. */
@FunctionalInterface
public interface Mailing {

  /** Tries once, within a minute, and throws nothing that the mail server is to blame for. */
  Delivery send(Letter letter);
}
