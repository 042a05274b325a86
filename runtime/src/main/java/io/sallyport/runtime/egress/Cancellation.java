// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import org.jspecify.annotations.Nullable;

/**
 * What a run keeps of a call until the run ends. It lets go of the call when that has ended, so
 * that a run of many requests does not hold all their answers.
 */
final class Cancellation implements Runnable {

  private volatile @Nullable Call call;

  Cancellation(Call call) {
    this.call = call;
  }

  @Override
  public void run() {
    Call current = call;
    if (current != null) {
      current.cancel();
    }
  }

  void forget() {
    call = null;
  }
}
