// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import java.util.List;
import java.util.Optional;

/**
 * What came of binding: a record, or what is wrong; exactly one of the two.
 *
 * @param violations everything that is wrong, in the order in which it was given, what is missing
 *     last
 */
public record Bound(Optional<Record> value, List<Violation> violations) {}
