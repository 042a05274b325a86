// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request says of the two lists; null for one it does not name. */
record SenderEntries(@Nullable List<String> allow, @Nullable List<String> block) {
  List<String> allowOrNone() {
    return allow == null ? List.of() : allow;
  }

  List<String> blockOrNone() {
    return block == null ? List.of() : block;
  }
}
