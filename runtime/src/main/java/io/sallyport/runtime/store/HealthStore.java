// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import io.sallyport.runtime.health.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * The rows of connections' health. Every time in them is the database's. Thread-safe; each method
 * is one transaction, and throws {@link StoreException} where there is none to be had.
 */
public interface HealthStore {

  /**
   * Asks for the right to check a connection, by one conditional update.
   *
   * @param owner the name of this node
   * @param lease how long the check can take at most; after that another may claim it
   */
  Claim claim(String connection, String owner, Duration lease);

  /**
   * Changes one connection's health. The row is locked while the function decides, which must be
   * quick and do nothing else; where there is none yet, it sees {@link Health#none}.
   *
   * @param fence of the claim whose outcome this is: where another claim has been made since,
   *     nothing is changed. Empty for what needs no claim
   * @param change by what is known and the time; empty where there is nothing to write. It may be
   *     called again where a transaction has to be repeated
   * @return what was there before and the change, or empty where the fence was overtaken or there
   *     was nothing to write
   */
  Optional<Applied> change(
      String connection,
      OptionalLong fence,
      BiFunction<HealthRow, Instant, Optional<Change>> change);

  /**
   * What was written.
   *
   * @param now the time of the transaction
   */
  record Applied(HealthRow before, Change change, Instant now) {}

  /** Gives a claim back, so that the connection is due again then. Does nothing if overtaken. */
  void release(String connection, long fence, Duration dueIn);

  /**
   * Gives all claims back that this owner has left behind, such as when its process was killed or
   * the store was away: what was claimed is due as it was before.
   *
   * @return how many there were
   */
  int releaseAll(String owner);

  /** The time of the database, by which all is dated. */
  Instant now();

  /** All that there are, by name, and the time of the database. */
  Snapshot all();

  record Snapshot(List<HealthRow> rows, Instant now) {}

  Optional<HealthRow> find(String connection);

  /** The latest first. */
  List<Transition> history(String connection, int most);

  /** Forgets transitions and closed incidents that are older. */
  int forgetBefore(Instant then);
}
