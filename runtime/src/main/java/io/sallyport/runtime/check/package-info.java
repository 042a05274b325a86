// SPDX-License-Identifier: Apache-2.0
/**
 * Checks connections when their bell rings: claims the check, runs Test Connection through the
 * front door, and writes down what becomes of it, with the mail that tells of it.
 */
@NullMarked
package io.sallyport.runtime.check;

import org.jspecify.annotations.NullMarked;
