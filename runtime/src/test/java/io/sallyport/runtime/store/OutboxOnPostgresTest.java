// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

class OutboxOnPostgresTest extends OutboxContract {

  OutboxOnPostgresTest() {
    super(OpenStore.onPostgres());
  }
}
