// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Invocation;

/** Reads the safe list and the blocked list of the organization. */
final class GetOrganizationSenderLists {

  static CommandResult run(ProofpointClient client, Invocation run) {
    Scope organization = Scope.organization();
    ApiResponse answer = client.readSenderLists(organization, run);
    return SenderListsResult.of(organization, SenderLists.from(answer), answer.json());
  }

  private GetOrganizationSenderLists() {}
}
