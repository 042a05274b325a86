// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import io.sallyport.plugin.ApiRequest;
import java.util.Optional;

/**
 * Whose sender lists are meant: the organization's, or those of one of its groups.
 *
 * @param groupId empty for the organization
 */
record Scope(Optional<String> groupId) {

  static Scope organization() {
    return new Scope(Optional.empty());
  }

  static Scope group(String id) {
    return new Scope(Optional.of(id));
  }

  /** A request to the lists; {@code domain} is one of the organization's. */
  ApiRequest senderLists(String method, String domain) {
    return groupId
        .map(id -> ApiRequest.of(method, "/orgs/{}/groups/{}/sender-lists", domain, id))
        .orElseGet(() -> ApiRequest.of(method, "/orgs/{}/sender-lists", domain));
  }
}
