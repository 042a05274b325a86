// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.yaml;

import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What a text says.
 *
 * @param root the tree; empty when the document is empty, or when part of it could not be read. It
 *     may be there in spite of problems (of a duplicate key, say, it has the first value), so that
 *     what else is wrong can be reported together with them
 * @param problems everything that was found wrong, from top to bottom; empty when all is well
 */
public record YamlResult(Optional<Node> root, List<Problem> problems) {

  public YamlResult {
    problems = List.copyOf(problems);
  }
}
