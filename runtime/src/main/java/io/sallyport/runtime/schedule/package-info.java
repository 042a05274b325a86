// SPDX-License-Identifier: Apache-2.0
/**
 * Rings a bell by name at its times. What is done when it rings, and whether it is this node's
 * turn, is decided elsewhere. The only place that knows Quartz.
 */
@NullMarked
package io.sallyport.runtime.schedule;

import org.jspecify.annotations.NullMarked;
