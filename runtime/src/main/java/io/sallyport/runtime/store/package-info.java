// SPDX-License-Identifier: Apache-2.0
/**
 * What is kept: the health of connections, their incidents, and the mail that is still to be sent.
 * The only place that knows the database.
 */
@NullMarked
package io.sallyport.runtime.store;

import org.jspecify.annotations.NullMarked;
