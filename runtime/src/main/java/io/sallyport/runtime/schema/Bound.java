// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import java.util.List;
import java.util.Optional;

/**
 * What came of binding: a record, or what is wrong; exactly one of the two.
 *
 * @param violations everything that is wrong: names first, then values, each in the order in which
 *     they were given, and last what is missing
 */
public record Bound(Optional<Record> value, List<Violation> violations) {}
