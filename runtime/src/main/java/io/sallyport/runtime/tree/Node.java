// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.tree;

/** A value with the place where it was written. Immutable. */
public sealed interface Node permits Mapping, Sequence, Scalar {

  /** Where the value begins. */
  Place place();
}
