// SPDX-License-Identifier: Apache-2.0
/**
 * What can go wrong by the host's own finding: each failure with its status, its words, its likely
 * cause and what to change, in one place. Nowhere else does the runtime make a failure, so the
 * table in {@code docs/errors.md}, which is generated from here, is whole.
 */
@NullMarked
package io.sallyport.runtime.failure;

import org.jspecify.annotations.NullMarked;
