// SPDX-License-Identifier: Apache-2.0
/**
 * A value with the place where it was written. What YAML, JSON and the command line become before
 * anything is checked, so that every message can name file, line and column. Knows neither schema
 * nor configuration, and prints no value: any of them may be a secret.
 */
@NullMarked
package io.sallyport.runtime.tree;

import org.jspecify.annotations.NullMarked;
