// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import java.time.Instant;

/** One run of one command. Thread-safe. After the run has ended its methods do nothing. */
public interface Invocation {

  /** What this run is called in every log and answer; unique. */
  String id();

  /**
   * When the run is given up. The host's client keeps it; a body that waits for something else
   * looks at it.
   */
  Instant deadline();

  /**
   * True once nobody waits for the answer any more: a body that loops stops then. A blocking body
   * is interrupted as well.
   */
  boolean isCancelled();

  /** One line for the tab <i>Custom Log</i>. */
  void log(String line);

  /** Something that worked, but should be looked at: shown with the answer. */
  void warn(String line);

  /**
   * What became of one input item. Reported as it happens, so that the account survives a deadline
   * and an exception. The run's Return Data is derived from the items: see {@link Item}.
   */
  void item(Item item);
}
