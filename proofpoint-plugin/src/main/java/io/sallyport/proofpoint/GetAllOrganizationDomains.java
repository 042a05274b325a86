// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Sent;
import io.sallyport.plugin.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the domains of the organization. */
final class GetAllOrganizationDomains {

  static CommandResult run(ProofpointClient client, Invocation run) {
    JsonNode answer = client.readDomains(run);
    List<String> names = new ArrayList<>();
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (JsonNode domain : domains(answer)) {
      names.add(name(domain, answer));
      rows.add(
          Arrays.asList(
              scalar(domain, "name"),
              scalar(domain, "is_active"),
              scalar(domain, "is_relay"),
              scalar(domain, "destination")));
    }
    return CommandResult.builder()
        .result(Table.of("Name", "Is Active", "Is Relay", "Destination").rows(rows))
        .rawData(answer)
        .keyField("DomainNames", names)
        .build();
  }

  /**
   * The vendor documents a single domain and answers with all of them in an envelope; a bare list
   * is the third shape that makes sense.
   */
  private static Iterable<JsonNode> domains(JsonNode answer) {
    if (answer.path("domains").isArray()) {
      return answer.path("domains");
    }
    return answer.isArray() ? answer : List.of(answer);
  }

  private static String name(JsonNode domain, JsonNode answer) {
    JsonNode name = domain.path("name");
    if (!name.isTextual()) {
      throw CommandException.of(502, "Bad Gateway: the answer does not hold domains.")
          .withSent(Sent.YES)
          .withRawData(answer)
          .withDetail(
              "Expected is a JSON object with a list of domains, each an object with a name.");
    }
    return name.textValue();
  }

  private static @Nullable String scalar(JsonNode domain, String field) {
    JsonNode value = domain.path(field);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  private GetAllOrganizationDomains() {}
}
