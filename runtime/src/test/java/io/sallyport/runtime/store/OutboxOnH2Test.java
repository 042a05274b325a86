// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

class OutboxOnH2Test extends OutboxContract {

  OutboxOnH2Test() {
    super(OpenStore.onH2());
  }
}
