// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import io.sallyport.plugin.CommandException;
import java.util.List;

/** What a refusal can mean whose own words say no more than <i>Unauthorized</i>. */
final class LikelyCauses {

  private final String domain;

  LikelyCauses(String domain) {
    this.domain = domain;
  }

  /** The failure with a line for each likely cause; unchanged where its status says enough. */
  CommandException addedTo(CommandException failure) {
    CommandException told = failure;
    for (String cause : of(failure.status())) {
      told = told.withDetail(cause);
    }
    return told;
  }

  private List<String> of(int status) {
    return switch (status) {
      case 401 ->
          List.of(
              "User Name or Password is wrong, or the password was changed or has expired: sign in"
                  + " to the console with them to see.",
              "The account may lock after several attempts with a wrong password: correct the"
                  + " connection before the next call. Sallyport never tries the same password"
                  + " twice in a call.",
              "The account's role must be Organization Admin or Channel Admin.",
              "An account that signs in by single sign-on, or with a second factor, may be refused"
                  + " here: use one that has a password alone.",
              anotherStack());
      case 403 ->
          List.of(
              "The account's role must be Organization Admin or Channel Admin; to add or delete,"
                  + " Read-Only User must be unchecked.",
              "The account must have a right to the organization of "
                  + domain
                  + "; if that is the wrong one, set Organization Domain.",
              "The organization's package may not include the feature: ask whoever licenses it.",
              anotherStack());
      default -> List.of();
    };
  }

  private String anotherStack() {
    return "The organization may live on another stack than the Server URL's: GET /endpoints/"
        + domain
        + " on any stack tells which.";
  }
}
