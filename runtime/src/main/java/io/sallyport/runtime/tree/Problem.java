// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.tree;

/**
 * Something that is wrong in the configuration.
 *
 * @param place where
 * @param message what, and what to write instead; never a secret's value
 */
public record Problem(Place place, String message) {

  /** {@code connections/acme.yaml:12:5: message}. */
  @Override
  public String toString() {
    return place + ": " + message;
  }
}
