// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import java.util.Optional;

/**
 * Whether the answer to a change is the product's word that it was made. The page of a proxy or of
 * a network that wants people to sign in comes with status 200, too.
 */
final class Confirmation {

  private static final int NO_CONTENT = 204;

  /** The failure that the answer is; empty when it confirms the change. */
  static Optional<CommandException> missing(ApiResponse answer) {
    if (answer.status() == NO_CONTENT) {
      return Optional.empty();
    }
    return Optional.of(
        CommandException.of(
                502,
                "Bad Gateway: the change was answered with status "
                    + answer.status()
                    + ", where Proofpoint Essentials confirms with "
                    + NO_CONTENT
                    + ".")
            .withSent(Sent.YES)
            .withDetail(
                "A proxy, or a network that wants people to sign in, may have answered in the"
                    + " product's place."));
  }

  private Confirmation() {}
}
