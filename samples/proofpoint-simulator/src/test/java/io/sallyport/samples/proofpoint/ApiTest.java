// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.samples.proofpoint.Behaviour.DomainsProfile;
import io.sallyport.samples.proofpoint.Behaviour.EndpointsProfile;
import io.sallyport.samples.proofpoint.Behaviour.InvisibleOrganisation;
import io.sallyport.samples.proofpoint.Behaviour.NonAdministrator;
import io.sallyport.samples.proofpoint.Behaviour.OtherPaths;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
  private static final String ME = "/api/v1/me";
  private static final String LISTS = "/api/v1/orgs/example.com/sender-lists";
  private static final String NEW_ENTRY = "{\"allow_list\":[\"n@x.example\"]}";

  private static ProofpointSimulator simulator;
  private static Client admin;

  @BeforeAll
  static void start() {
    simulator = ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0);
    admin = Client.admin(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void behaveAsDocumented() {
    simulator.behaviour(Behaviour.documented());
  }

  @Test
  void refusesBasicCredentialsAlone() {
    String basic =
        Base64.getEncoder()
            .encodeToString(
                ("admin@example.com:" + DemoDirectory.PASSWORD).getBytes(StandardCharsets.UTF_8));

    HttpResponse<String> response =
        Client.anonymous(simulator).with("Authorization", "Basic " + basic).get(ME);

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).contains("\"error_message\":\"Unauthorized\"");
  }

  @ParameterizedTest
  @CsvSource({
    "x-user,ADMIN@Example.com,x-password,Simulator-Passw0rd,200",
    "X-User,admin@example.com,X-Password,simulator-passw0rd,401",
    "X-User,nobody@example.com,X-Password,Simulator-Passw0rd,401",
    "X-User,admin@example.com,X-Other,Simulator-Passw0rd,401",
    "X-Other,admin@example.com,X-Password,Simulator-Passw0rd,401"
  })
  void comparesTheUserWithoutCaseAndThePasswordExactly(
      String userHeader, String user, String passwordHeader, String password, int status) {
    Client client =
        Client.anonymous(simulator).with(userHeader, user).with(passwordHeader, password);

    assertThat(client.get(ME).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/nothing", "/api/v1/orgs/unknown.example", "/api/v1/orgs/%zz", LISTS})
  void asksForCredentialsBeforeAnythingElse(String path) throws Exception {
    assertThat(RawRequest.status(simulator, "GET " + path + " HTTP/1.1")).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1",
        "/api/v1/",
        "/api/v1/nothing",
        "/api/v1/me/again",
        "/api/v1/orgs//domains",
        "/api/v1/orgs/example.com/sender-lists//",
        "/api/v2/me",
        "/me",
        "/"
      })
  void hasNothingAtOtherPaths(String path) {
    assertThat(admin.get(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/me | POST | GET",
        "/api/v1/orgs/example.com/domains | DELETE | GET",
        "/api/v1/orgs/example.com/sender-lists | PUT | GET, POST, PATCH, DELETE"
      })
  void namesTheMethodsAPathHas(String path, String method, String allowed) {
    HttpResponse<String> response = admin.send(method, path, "");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
  }

  @Test
  void decodesAPathOnce() throws Exception {
    assertThat(admin.get("/api/v1/orgs/example%2Ecom/").statusCode()).isEqualTo(200);
    assertThat(admin.get("/api/v1/orgs/example%252Ecom").statusCode()).isEqualTo(403);
    assertThat(admin.get("/api/v1/orgs/example.com%2Fdomains").statusCode()).isEqualTo(403);
    assertThat(
            RawRequest.status(
                simulator,
                "GET /api/v1/orgs/%zz HTTP/1.1",
                "X-User: admin@example.com",
                "X-Password: " + DemoDirectory.PASSWORD))
        .isEqualTo(400);
  }

  @Test
  void answersBelowAnotherPrefixWhenTold() {
    simulator.behaviour(Behaviour.documented().under("/proofpoint/api/v2"));

    assertThat(admin.get("/proofpoint/api/v2/me").statusCode()).isEqualTo(200);
    assertThat(admin.get(ME).statusCode()).isEqualTo(404);
  }

  @Test
  void echoesTheCorrelatorOnSuccessAndRefusal() {
    Client client = admin.with("X-correlator", "c-17");

    assertThat(client.get(ME).headers().firstValue("x-correlator")).hasValue("c-17");
    assertThat(client.get("/api/v1/nothing").headers().firstValue("x-correlator")).hasValue("c-17");
    assertThat(admin.get(ME).headers().firstValue("x-correlator")).isEmpty();
  }

  @Test
  void letsAReadOnlyAdministratorLookButNotChange() {
    Client auditor = Client.as("auditor@example.com", simulator);

    assertThat(auditor.get(LISTS).statusCode()).isEqualTo(200);
    assertThat(auditor.status("POST", LISTS, NEW_ENTRY)).isEqualTo(403);
    assertThat(auditor.status("PATCH", LISTS, NEW_ENTRY)).isEqualTo(403);
    assertThat(auditor.status("DELETE", LISTS, NEW_ENTRY)).isEqualTo(403);
    assertThat(auditor.status("POST", LISTS, "not JSON")).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"FORBIDDEN,403,403,403", "UNAUTHORIZED,401,401,401", "SEES_ITSELF,200,403,403"})
  void turnsAwayAnEndUserAsChosen(NonAdministrator choice, int me, int lists, int nothing) {
    simulator.behaviour(Behaviour.documented().with(choice));
    Client user = Client.as("user@example.com", simulator);

    assertThat(user.get(ME).statusCode()).isEqualTo(me);
    assertThat(user.get(LISTS).statusCode()).isEqualTo(lists);
    assertThat(user.get("/api/v1/nothing").statusCode()).isEqualTo(nothing);
  }

  @ParameterizedTest
  @CsvSource({"FORBIDDEN,403", "BAD_REQUEST,400", "NOT_FOUND,404"})
  void hidesForeignAndUnknownOrganisationsAlike(InvisibleOrganisation choice, int status) {
    simulator.behaviour(Behaviour.documented().with(choice));

    assertThat(admin.get("/api/v1/orgs/example.org").statusCode()).isEqualTo(status);
    assertThat(admin.get("/api/v1/orgs/unknown.example").statusCode()).isEqualTo(status);
    assertThat(admin.get("/api/v1/orgs/channel.example").statusCode()).isEqualTo(status);
    assertThat(admin.get("/api/v1/endpoints/example.org").statusCode()).isEqualTo(status);
    assertThat(admin.status("POST", "/api/v1/orgs/example.org/sender-lists", NEW_ENTRY))
        .isEqualTo(status);
    assertThat(admin.get("/api/v1/orgs/example.com/domains/example.org").statusCode())
        .isEqualTo(status);
    assertThat(simulator.directory().senderLists("example.org").allowed())
        .doesNotContain("n@x.example");
  }

  @Test
  void letsAPartnerManageTheOrganisationsBelowIt() {
    Client partner = Client.as("admin@channel.example", simulator);

    assertThat(partner.get("/api/v1/orgs/example.com/sender-lists").statusCode()).isEqualTo(200);
    assertThat(partner.status("POST", "/api/v1/orgs/example.org/sender-lists", NEW_ENTRY))
        .isEqualTo(204);
    assertThat(partner.status("DELETE", "/api/v1/orgs/example.org/sender-lists", NEW_ENTRY))
        .isEqualTo(204);
  }

  @Test
  void refusesTheOldPasswordOnceItIsChanged() {
    Directory directory = simulator.directory();
    Account account =
        new Account(
            1009,
            "Rita",
            "Sample",
            "rotated@example.com",
            DemoDirectory.PASSWORD,
            AccountType.ORGANIZATION_ADMIN,
            false,
            2002);
    directory.add(account);
    Client client = Client.as("rotated@example.com", simulator);
    assertThat(client.get(ME).statusCode()).isEqualTo(200);

    directory.add(
        new Account(
            1009,
            "Rita",
            "Sample",
            "rotated@example.com",
            "Another-Passw0rd",
            AccountType.ORGANIZATION_ADMIN,
            false,
            2002));

    assertThat(client.get(ME).statusCode()).isEqualTo(401);
    assertThat(account.toString()).doesNotContain(DemoDirectory.PASSWORD);
  }

  @Test
  void tellsWhoTheCallerIs() {
    JsonNode me = Client.json(Client.as("auditor@example.com", simulator).get(ME));

    assertThat(me)
        .isEqualTo(
            Client.json(
                """
                {"user_id":1002,"firstname":"Audrey","surname":"Sample",
                 "primary_email":"auditor@example.com","type":"organization_admin",
                 "is_admin":true,"is_partner_admin":false,"entity_id":2002,
                 "entity_primary_domain":"example.com","entity_type":"organization",
                 "read_only_user":true}
                """));
  }

  @Test
  void describesTheOrganisation() {
    JsonNode organisation = Client.json(admin.get("/api/v1/orgs/example.net"));

    assertThat(organisation.path("primary_domain").textValue()).isEqualTo("example.com");
    assertThat(organisation.path("eid").intValue()).isEqualTo(2002);
    assertThat(organisation.path("type").textValue()).isEqualTo("organization");
    assertThat(organisation.path("domains")).hasSize(2);
    assertThat(organisation.path("organization_hierarchy").path(1).textValue())
        .isEqualTo("1000 : 'Channel Partner'");
    assertThat(organisation.path("admin_user").path("primary_email").textValue())
        .isEqualTo("admin@example.com");
    assertThat(organisation.path("safe_list_senders"))
        .isEqualTo(Client.json(admin.get(LISTS)).path("allow_list"));
  }

  @Test
  void listsTheDomainsInTheChosenShape() {
    String path = "/api/v1/orgs/example.com/domains";
    String relaying =
        """
        {"name":"example.com","is_active":true,"is_relay":true,"destination":"mail.example.com",
         "failovers":["192.0.2.20"]}
        """;
    String both =
        "["
            + relaying
            + """
            ,{"name":"example.net","is_active":false,"is_relay":false,"destination":"",
              "failovers":[]}]
            """;

    assertThat(Client.json(admin.get(path))).isEqualTo(Client.json("{\"domains\":" + both + "}"));
    simulator.behaviour(Behaviour.documented().with(DomainsProfile.ARRAY));
    assertThat(Client.json(admin.get(path))).isEqualTo(Client.json(both));
    simulator.behaviour(Behaviour.documented().with(DomainsProfile.SINGLE_OBJECT));
    assertThat(Client.json(admin.get(path))).isEqualTo(Client.json(relaying));
    assertThat(Client.json(admin.get(path + "/EXAMPLE.com"))).isEqualTo(Client.json(relaying));
  }

  @Test
  void namesItselfAsTheStackInTheChosenShape() {
    String path = "/api/v1/endpoints/example.com";
    String own = "[\"" + simulator.uri() + "\"]";

    assertThat(admin.get(path).body()).isEqualTo(own);
    simulator.behaviour(Behaviour.documented().with(EndpointsProfile.ENVELOPE));
    assertThat(admin.get(path).body()).isEqualTo("{\"endpoints\":" + own + "}");
  }

  @ParameterizedTest
  @CsvSource({"NOT_FOUND,404", "NOT_IMPLEMENTED,501", "FORBIDDEN,403"})
  void answersOnOtherPathsOfTheVendorAsChosen(OtherPaths choice, int status) {
    simulator.behaviour(Behaviour.documented().with(choice));

    assertThat(admin.get("/api/v1/orgs/example.com/features").statusCode()).isEqualTo(status);
    assertThat(admin.get("/api/v1/orgs/example.com/settings/azure/exemptions").statusCode())
        .isEqualTo(status);
    assertThat(admin.get("/api/v1/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void pointsToTheStackThatAnOrganisationLivesOn() {
    try (ProofpointSimulator other =
        ProofpointSimulator.start(
            Behaviour.documented(),
            Directory.demo().moveToStack("example.com", URI.create("https://us2.example")),
            0)) {
      Client client = Client.admin(other);

      assertThat(client.get("/api/v1/endpoints/example.com").body())
          .isEqualTo("[\"https://us2.example\"]");
      assertThat(client.get(LISTS).statusCode()).isEqualTo(403);
      assertThat(client.get(ME).statusCode()).isEqualTo(200);
    }
  }
}
