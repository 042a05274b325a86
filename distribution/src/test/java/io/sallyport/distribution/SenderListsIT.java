// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderListsIT {

  private static final String TWO = "[\"partner@good.example\",\"*@trusted.example\"]";

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "Add Organization Sender Lists, Safe List Items",
    "Add Organization Sender Lists, safe_list_items",
    "Add Organization Sender Lists, safeListItems",
    "add-organization-sender-lists, SAFE-LIST-ITEMS",
  })
  void addsUnderAnySpellingAndTellsPerItemWhatIsThereAlready(String command, String input)
      throws Exception {
    JsonNode added = report(0, command, input + "=" + TWO);
    assertThat(added.path("returnData").asText()).isEqualTo("Successful");
    assertThat(added.path("error").isNull()).isTrue();

    JsonNode lists = report(0, "Get Organization Sender Lists");
    assertThat(texts(lists.path("keyFields").path("SafeListItems")))
        .contains("partner@good.example", "*@trusted.example");

    JsonNode repeated = report(1, command, input + "=" + TWO);
    assertThat(repeated.path("returnData").asText()).isEqualTo("Failed");
    assertThat(repeated.path("error").path("statusCode").asInt()).isEqualTo(409);
    assertThat(repeated.path("items"))
        .hasSize(2)
        .allMatch(item -> item.path("code").asText().equals("already-there"));

    JsonNode mixed = report(3, command, input + "=[\"partner@good.example\",\"new@good.example\"]");
    assertThat(mixed.path("returnData").asText()).isEqualTo("Partially Successful");
    assertThat(mixed.path("error").path("message").asText())
        .isEqualTo("Conflict: partner@good.example - already on the safe list");
    assertThat(texts(mixed.path("keyFields").path("SafeListItems")))
        .containsExactly("new@good.example");
  }

  @Test
  void deletesWhatIsThereAndSkipsWhatIsNot() throws Exception {
    report(
        0,
        "Add Group Sender Lists",
        "Group ID=12345",
        "Safe List Items=" + TWO.replace("*@trusted", "*@other"));

    JsonNode deleted =
        report(
            0,
            "Delete Group Sender Lists",
            "Group ID=12345",
            "Safe List Items to Delete=[\"partner@good.example\",\"gone@good.example\"]");
    assertThat(deleted.path("returnData").asText()).isEqualTo("Successful");
    assertThat(deleted.path("items").findValuesAsText("code"))
        .containsExactlyInAnyOrder("removed", "not-found");

    JsonNode none =
        report(
            1,
            "Delete Group Sender Lists",
            "Group ID=12345",
            "Safe List Items to Delete=gone@good.example");
    assertThat(none.path("error").path("statusCode").asInt()).isEqualTo(404);
  }

  @Test
  void readsTheDomains() throws Exception {
    JsonNode domains = report(0, "Get All Organization Domains");

    assertThat(texts(domains.path("keyFields").path("DomainNames")))
        .containsExactly("example.com", "example.net");
    assertThat(domains.path("result").asText())
        .startsWith("<table class='cc-table horizontal-table'><tr><th>");
  }

  @Test
  void sendsNothingForAnUnknownConnection() {
    assertThat(product.simulator().journal()).isEmpty();
    Installation.run(
        product.configuration(folder), "run", "Get Organization Sender Lists", "-c", "unknown");

    assertThat(product.simulator().journal()).isEmpty();
  }

  private JsonNode report(int exitCode, String command, String... inputs)
      throws JsonProcessingException {
    List<String> arguments =
        new ArrayList<>(List.of("run", command, "-c", "right", "--output", "json"));
    for (String input : inputs) {
      arguments.addAll(List.of("-i", input));
    }
    Installation.Result result =
        Installation.run(product.configuration(folder), arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.all()).isEqualTo(exitCode);
    return new ObjectMapper().readTree(result.output());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
