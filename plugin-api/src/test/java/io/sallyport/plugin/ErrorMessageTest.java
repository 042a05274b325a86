// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Through {@link ApiResponse#failure}, as plugins see it. */
class ErrorMessageTest {

  private static final String SAMPLE =
      "Unprocessable Entity: allow_list - The allow list field is required., block_list - The block list field is required.";

  @Test
  void readsAListOfErrors() {
    assertThat(
            json(
                422,
                "{'errors':[{'status':422,'identifier':'example.com','error_message':'"
                    + SAMPLE
                    + "'}]}"))
        .isEqualTo(SAMPLE);
  }

  @Test
  void readsAMapOfFields() {
    assertThat(
            json(
                422,
                "{'message':'The given data was invalid.','errors':{'allow_list':['The allow list field is required.'],"
                    + "'block_list':['The block list field is required.']}}"))
        .isEqualTo(SAMPLE);
  }

  @Test
  void saysWhichOfSeveralErrorsIsWhose() {
    assertThat(
            json(
                409,
                "{'errors':[{'identifier':'a.example','error_message':'Taken'},{'identifier':'b.example','message':'Locked'},'Busy']}"))
        .isEqualTo("a.example: Taken; b.example: Locked; Busy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'status':422,'message':'No such group'}   | No such group",
        "{'error':'Unauthorized'}                   | Unauthorized",
        "{'error':{'code':7,'message':'Expired'}}   | Expired",
        "{'error_message':'Too long'}               | Too long",
        "{'detail':'Read the manual'}               | Read the manual",
        "{'error':'','detail':'Second choice'}      | Second choice",
        "{'errors':[],'message':'Still said'}       | Still said",
        "'just text'                                | just text",
        "{}                                         | Unauthorized",
        "[]                                         | Unauthorized",
        "null                                       | Unauthorized",
        "{'errors':[{}]}                            | Unauthorized",
        "{'message':42}                             | Unauthorized",
      })
  void findsTheMessageWhereverItIs(String body, String expected) {
    assertThat(json(401, body)).isEqualTo(expected);
  }

  @Test
  void fallsBackToTheStandardWords() {
    assertThat(failure(401, "application/json", "").text()).isEqualTo("Unauthorized");
    assertThat(failure(502, "text/html", "<html><h1>Bad gateway</h1></html>").text())
        .isEqualTo("Bad Gateway");
    assertThat(failure(503, "text/plain", "<!DOCTYPE html><p>Away").text())
        .isEqualTo("Service Unavailable");
    assertThat(failure(418, "application/json", "{").text()).isEqualTo("{");
  }

  @Test
  void takesPlainTextOnOneLineAndNotForEver() {
    assertThat(failure(500, "text/plain", " Disk\r\n\tfull \u001b[31m").text())
        .isEqualTo("Disk full [31m");
    assertThat(failure(500, "text/plain", "x".repeat(5_000)).text()).hasSize(2_001).endsWith("…");
  }

  @Test
  void keepsTheProductsAnswerAndKnowsThatItWasSent() {
    CommandException failure = failure(409, "application/json", "{\"error\":\"Conflict\"}");

    assertThat(failure.status()).isEqualTo(409);
    assertThat(failure.sent()).contains(Sent.YES);
    assertThat(failure.rawData())
        .hasValueSatisfying(raw -> assertThat(raw.path("error").asText()).isEqualTo("Conflict"));
  }

  private static String json(int status, String body) {
    return failure(status, "application/json", body.replace('\'', '"')).text();
  }

  private static CommandException failure(int status, String type, String body) {
    return ApiResponse.of(
            status, Map.of("content-type", List.of(type)), body.getBytes(StandardCharsets.UTF_8))
        .failure();
  }
}
