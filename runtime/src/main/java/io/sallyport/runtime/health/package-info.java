// SPDX-License-Identifier: Apache-2.0
/**
 * Whether a connection works, as a pure function of what its checks have come to: states, counters,
 * incidents, and who must be told. Knows no clock, no database and no mail.
 */
@NullMarked
package io.sallyport.runtime.health;

import org.jspecify.annotations.NullMarked;
