// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.samples.proofpoint.Behaviour.AnswerType;
import io.sallyport.samples.proofpoint.Behaviour.Correlator;
import io.sallyport.samples.proofpoint.Behaviour.EmptyList;
import io.sallyport.samples.proofpoint.Behaviour.ErrorProfile;
import io.sallyport.samples.proofpoint.Behaviour.TextCase;
import io.sallyport.samples.proofpoint.Behaviour.UnknownFields;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerShapeTest {
  private static final String ME = "/api/v1/me";
  private static final String LISTS = "/api/v1/orgs/example.com/sender-lists";

  private final ProofpointSimulator simulator =
      ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0);
  private final Client admin = Client.admin(simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ARRAY | {'allow_list':['a'],'block_list':[]}",
        "NULL | {'allow_list':['a'],'block_list':null}",
        "MISSING | {'allow_list':['a']}"
      })
  void showsAnEmptyListAsChosen(EmptyList choice, String body) {
    simulator.behaviour(Behaviour.documented().with(choice));
    simulator.directory().senderLists("example.com").set(List.of("a"), List.of());

    assertThat(admin.get(LISTS).body()).isEqualTo(body.replace('\'', '"'));
  }

  @Test
  void addsFieldsThatNobodyHasHeardOfToEveryObject() {
    simulator.behaviour(Behaviour.documented().with(UnknownFields.ADDED));

    JsonNode lists = Client.json(admin.get(LISTS));
    JsonNode domains = Client.json(admin.get("/api/v1/orgs/example.com/domains"));

    assertThat(lists.path("allow_list")).hasSize(3);
    assertThat(lists.path("x_object").path("x_array")).hasSize(1);
    assertThat(lists.path("x_null").isNull()).isTrue();
    assertThat(domains.path("domains").path(1).path("name").textValue()).isEqualTo("example.net");
    assertThat(domains.path("domains").path(1).path("x_number").intValue()).isEqualTo(7);
  }

  @Test
  void writesTextsButNoNamesInCapitalsWhenTold() {
    simulator.behaviour(Behaviour.documented().with(TextCase.UPPER));

    assertThat(admin.get(LISTS).body())
        .startsWith("{\"allow_list\":[\"PARTNER@EXAMPLE.ORG\",\"*@SUPPLIER.EXAMPLE\"");
    assertThat(Client.json(admin.get(ME)).path("type").textValue()).isEqualTo("ORGANIZATION_ADMIN");
    assertThat(Client.json(admin.get(ME)).path("is_admin").booleanValue()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "JSON,application/json",
    "JSON_WITH_CHARSET,application/json; charset=utf-8",
    "HTML,text/html; charset=UTF-8",
    "NONE,"
  })
  void declaresJsonAsChosen(AnswerType choice, String declared) {
    simulator.behaviour(Behaviour.documented().with(choice));

    for (HttpResponse<String> response : List.of(admin.get(ME), admin.get("/api/v1/nothing"))) {
      assertThat(response.headers().firstValue("Content-Type").orElse(null)).isEqualTo(declared);
      assertThat(Client.json(response).isObject()).isTrue();
    }
  }

  @Test
  void leavesThePageOfAGatewayAsItIs() {
    simulator.behaviour(Behaviour.documented().with(AnswerType.NONE, ErrorProfile.HTML));

    assertThat(admin.get("/api/v1/nothing").headers().firstValue("Content-Type"))
        .hasValue("text/html; charset=UTF-8");
  }

  @Test
  void dropsTheCorrelatorWhenTold() {
    simulator.behaviour(Behaviour.documented().with(Correlator.DROPPED));

    assertThat(admin.with("X-correlator", "c").get(ME).headers().firstValue("X-correlator"))
        .isEmpty();
  }
}
