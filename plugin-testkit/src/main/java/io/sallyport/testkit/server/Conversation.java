// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

/** What is done with one accepted connection, on a thread of its own, until it has ended. */
interface Conversation extends Runnable {

  /** Ends the conversation from another thread. */
  void abort();
}
