// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import io.sallyport.runtime.health.Phase;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads and writes connections' history. */
final class TransitionTable {

  static void insert(Handle handle, Transition transition) {
    new Fields()
        .text("connection", transition.connection())
        .time("happened_at", transition.at())
        .text("phase_before", transition.from().name())
        .text("phase_after", transition.to().name())
        .text("reason", transition.reason())
        .insert(handle, "transition");
  }

  static List<Transition> latest(Handle handle, String connection, int most) {
    return handle
        .createQuery(
            "select * from transition where connection = :connection order by id desc limit :most")
        .bind("connection", connection)
        .bind("most", most)
        .map(
            (row, context) ->
                new Transition(
                    row.getString("connection"),
                    Times.read(row, "happened_at"),
                    Phase.valueOf(row.getString("phase_before")),
                    Phase.valueOf(row.getString("phase_after")),
                    row.getString("reason")))
        .list();
  }

  private TransitionTable() {}
}
