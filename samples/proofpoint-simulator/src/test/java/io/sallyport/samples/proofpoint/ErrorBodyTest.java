// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.samples.proofpoint.Behaviour.ErrorProfile;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorBodyTest {
  private static final String LISTS = "/api/v1/orgs/example.com/sender-lists";

  private static ProofpointSimulator simulator;

  @BeforeAll
  static void start() {
    simulator = ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "vendor-string | {'errors':[{'status':422,'identifier':'example.com','error_message':'Unprocessable Entity: allow_list - The allow list field is required., block_list - The block list field is required.'}]}",
        "laravel-map | {'message':'The given data was invalid.','errors':{'allow_list':['The allow list field is required.'],'block_list':['The block list field is required.']}}",
        "flat-message | {'status':422,'message':'Unprocessable Entity: allow_list - The allow list field is required., block_list - The block list field is required.'}",
        "error-string | {'error':'Unprocessable Entity: allow_list - The allow list field is required., block_list - The block list field is required.'}"
      })
  void writesFieldsInEachProfile(String profile, String body) {
    choose(profile);

    HttpResponse<String> response = Client.admin(simulator).send("POST", LISTS, "{}");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).isEqualTo(body.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "vendor-string | application/json | {'errors':[{'status':401,'identifier':'eve@example.com','error_message':'Unauthorized'}]}",
        "laravel-map | application/json | {'message':'Unauthorized'}",
        "flat-message | application/json | {'status':401,'message':'Unauthorized'}",
        "error-string | application/json | {'error':'Unauthorized'}",
        "html | text/html; charset=UTF-8 | <html><head><title>401 Unauthorized</title></head><body><h1>401 Unauthorized</h1></body></html>"
      })
  void writesAPlainRefusalInEachProfile(String profile, String contentType, String body) {
    choose(profile);

    HttpResponse<String> response = Client.as("eve@example.com", simulator).get("/api/v1/me");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(contentType);
    assertThat(response.body()).isEqualTo(body.replace('\'', '"'));
  }

  @Test
  void writesNothingInTheEmptyProfile() {
    choose("empty");

    HttpResponse<String> response = Client.admin(simulator).send("POST", LISTS, "{}");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("Content-Type")).isEmpty();
    assertThat(response.headers().firstValue("Content-Length")).hasValue("0");
  }

  @ParameterizedTest
  @CsvSource({"DELETE,absent@x.example,404,Not Found", "POST,partner@example.org,409,Conflict"})
  void usesTheReasonForConflictsOfState(String method, String entry, int status, String text) {
    choose("error-string");

    HttpResponse<String> response =
        Client.admin(simulator).send(method, LISTS, "{\"allow_list\":[\"" + entry + "\"]}");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo("{\"error\":\"" + text + "\"}");
  }

  private static void choose(String profile) {
    simulator.behaviour(Behaviour.documented().with(ErrorProfile.named(profile).orElseThrow()));
  }
}
