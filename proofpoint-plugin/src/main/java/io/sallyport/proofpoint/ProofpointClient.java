// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Sent;
import io.sallyport.plugin.Session;

/**
 * One organization behind one account. The only class that sends anything; every method throws
 * {@link CommandException} as {@link ApiClient#send} does, with the likely causes of a 401 or 403
 * added. Thread-safe.
 */
final class ProofpointClient implements Session {

  private final ApiClient http;
  private final String domain;
  private final LikelyCauses causes;

  /**
   * A client for the organization to which {@code domain} belongs; {@code http} signs its requests.
   */
  ProofpointClient(ApiClient http, String domain) {
    this.http = http;
    this.domain = domain;
    this.causes = new LikelyCauses(domain);
  }

  /**
   * Reads the account and then the organization's lists: an account that exists need not have a
   * right to this organization.
   */
  @Override
  public void test(Invocation run) {
    ApiResponse answer = send(ApiRequest.get("/me"), run);
    JsonNode account = answer.json();
    if (!account.isObject()) {
      throw CommandException.of(502, "Bad Gateway: the answer does not describe an account.")
          .withSent(Sent.YES)
          .withRawData(account)
          .withDetail("Expected is a JSON object with is_admin and read_only_user.");
    }
    if (isFalse(account.path("is_admin"))) {
      throw CommandException.of(403, "Forbidden: the account is not an administrator.")
          .withSent(Sent.YES)
          .withRawData(account)
          .withDetail(
              "In User Management > Users, give the account the role Organization Admin, or use an"
                  + " account that has it.");
    }
    if (account.path("read_only_user").asBoolean()) {
      run.warn(
          "The account is a Read-Only User: the Add and Delete commands will be refused until"
              + " Read-Only User is unchecked.");
    }
    SenderLists unused = SenderLists.from(readSenderLists(Scope.organization(), run));
  }

  /** The answer to a request for the lists, not read yet. */
  ApiResponse readSenderLists(Scope scope, Invocation run) {
    return send(scope.senderLists("GET", domain).repeatable(), run);
  }

  /**
   * Adds these entries; the product refuses with 409 when it has one of them already, and confirms
   * with 204.
   */
  ApiResponse addToSenderLists(Scope scope, SenderLists entries, Invocation run) {
    return send(scope.senderLists("POST", domain).json(entries.toJson()), run);
  }

  /**
   * Deletes those of these entries that exist; the product refuses with 404 when none does, and
   * confirms with 204.
   */
  ApiResponse deleteFromSenderLists(Scope scope, SenderLists entries, Invocation run) {
    return send(scope.senderLists("DELETE", domain).json(entries.toJson()), run);
  }

  /** The organization's domains, as the product answers. */
  JsonNode readDomains(Invocation run) {
    return send(ApiRequest.get("/orgs/{}/domains", domain), run).json();
  }

  private ApiResponse send(ApiRequest request, Invocation run) {
    try {
      return http.send(request, run);
    } catch (CommandException e) {
      throw causes.addedTo(e);
    }
  }

  private static boolean isFalse(JsonNode value) {
    return value.isBoolean() && !value.booleanValue();
  }
}
