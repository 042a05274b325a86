// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.audit;

import java.io.IOException;

/** The file that was written to is not there any more: somebody has taken it away. */
final class GoneException extends IOException {

  private static final long serialVersionUID = 1L;

  GoneException() {
    super("it is gone");
  }
}
