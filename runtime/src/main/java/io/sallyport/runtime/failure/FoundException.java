// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.failure;

import org.jspecify.annotations.Nullable;

/**
 * The cause by which a failure is known to be a finding of the host, whatever has been said of it
 * since. Never thrown, and without a stack trace: what it is the cause of has one.
 */
final class FoundException extends Exception {

  private static final long serialVersionUID = 1;

  private final Finding finding;

  FoundException(Finding finding, @Nullable Throwable cause) {
    super(finding.name(), cause, false, false);
    this.finding = finding;
  }

  Finding finding() {
    return finding;
  }
}
