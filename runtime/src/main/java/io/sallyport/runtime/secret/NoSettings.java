// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

/** The settings of a built-in vault, which has none. */
record NoSettings() {}
