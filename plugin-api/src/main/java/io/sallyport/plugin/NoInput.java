// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

/** The input of a command that takes none. */
public record NoInput() {}
