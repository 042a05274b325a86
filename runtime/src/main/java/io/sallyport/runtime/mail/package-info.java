// SPDX-License-Identifier: Apache-2.0
/**
 * One mail to the mail server, and what it says to it. The only place that speaks SMTP; knows
 * nothing of what a mail is about.
 */
@NullMarked
package io.sallyport.runtime.mail;

import org.jspecify.annotations.NullMarked;
