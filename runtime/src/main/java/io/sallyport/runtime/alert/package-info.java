// SPDX-License-Identifier: Apache-2.0
/**
 * The words of the mails that tell of a connection's health, and the worker that empties the
 * outbox. Decides nothing about health and speaks no SMTP.
 */
@NullMarked
package io.sallyport.runtime.alert;

import org.jspecify.annotations.NullMarked;
