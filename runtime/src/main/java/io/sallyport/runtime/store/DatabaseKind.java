// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

/** The databases that are understood. */
enum DatabaseKind {
  H2,
  POSTGRESQL
}
