// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.access;

/**
 * What is to be done.
 *
 * @param command the command's name, for people
 * @param foldedCommand the same as rules compare it
 * @param effect the name of its effect
 * @param test whether it is the reserved <i>Test Connection</i>
 */
public record Action(String command, String foldedCommand, String effect, boolean test) {}
