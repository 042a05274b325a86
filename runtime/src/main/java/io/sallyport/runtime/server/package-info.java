// SPDX-License-Identifier: Apache-2.0
/**
 * A runtime that stays: the control socket by which the command line reaches it, the signals and
 * the changes of files that it listens to. What it does then is the caller's.
 */
@NullMarked
package io.sallyport.runtime.server;

import org.jspecify.annotations.NullMarked;
