// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

class HealthStoreOnH2Test extends HealthStoreContract {

  HealthStoreOnH2Test() {
    super(OpenStore.onH2());
  }
}
