// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import io.sallyport.runtime.health.Health;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be written of one connection, all of it or nothing.
 *
 * @param health from now on; its open incident is kept in a row of its own, and one that was open
 *     before and is not any more is closed
 * @param due when it is to be checked next; empty: as before
 * @param last what the check has come to; empty: as before
 * @param reason why the phase has changed, for the history; empty where it has not
 * @param mails to be sent; one whose key is known already is not written again
 */
public record Change(
    Health health,
    Optional<Instant> due,
    Optional<LastCheck> last,
    String reason,
    List<NewMail> mails) {}
