// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.audit;

import java.io.IOException;
import java.util.List;

/**
 * Takes lines to where they stay. Used by one thread at a time; may block for as long as it likes.
 */
interface LineSink extends AutoCloseable {

  /**
   * Returns when all of them are safe.
   *
   * @param lines each with its end
   * @throws IOException when it is not certain of every line that it is
   */
  void append(List<byte[]> lines) throws IOException;

  @Override
  void close();
}
