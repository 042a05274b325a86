// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

class HealthStoreOnPostgresTest extends HealthStoreContract {

  HealthStoreOnPostgresTest() {
    super(OpenStore.onPostgres());
  }
}
