// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.samples.proofpoint.Behaviour.AddConflict;
import io.sallyport.samples.proofpoint.Behaviour.AddToBoth;
import io.sallyport.samples.proofpoint.Behaviour.Choice;
import io.sallyport.samples.proofpoint.Behaviour.DeleteBody;
import io.sallyport.samples.proofpoint.Behaviour.EmptyBesideFilled;
import io.sallyport.samples.proofpoint.Behaviour.EntryCase;
import io.sallyport.samples.proofpoint.Behaviour.EntryFormats;
import io.sallyport.samples.proofpoint.Behaviour.GroupNames;
import io.sallyport.samples.proofpoint.Behaviour.ReplaceIntoBoth;
import io.sallyport.samples.proofpoint.Behaviour.ReplaceWithEmpty;
import io.sallyport.samples.proofpoint.Behaviour.UndeclaredBody;
import io.sallyport.samples.proofpoint.Behaviour.UnknownGroup;
import io.sallyport.samples.proofpoint.Behaviour.UnknownUser;
import io.sallyport.samples.proofpoint.Behaviour.WrongType;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderListsResourceTest {
  private static final String ORGANISATION = "/api/v1/orgs/example.com/sender-lists";
  private static final String GROUP = "/api/v1/orgs/example.com/groups/12345/sender-lists";
  private static final String USER =
      "/api/v1/orgs/example.com/users/user%40example.com/sender-lists";

  /** The names which the table below has for choices. */
  private static final Map<String, Choice> CHOICES =
      Map.of(
          "empty beside refused", EmptyBesideFilled.REFUSED,
          "case significant", EntryCase.SIGNIFICANT,
          "any format", EntryFormats.ANY,
          "partial", AddConflict.PARTIAL,
          "add conflict", AddToBoth.CONFLICT,
          "body stripped", DeleteBody.STRIPPED,
          "replace conflict", ReplaceIntoBoth.CONFLICT,
          "empty refused", ReplaceWithEmpty.REFUSED,
          "type is syntax", WrongType.BAD_REQUEST);

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
  void fillLists() {
    simulator.behaviour(Behaviour.documented());
    lists().set(List.of("good", "ok"), List.of("bad", "spam"));
  }

  @ParameterizedTest(name = "{0} {1} {2} -> {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          # method | body | choice | status | safe afterwards | blocked afterwards

          POST   | {'allow_list':['new','other']}               | -               | 204 | good ok new other | bad spam
          POST   | {'allow_list':['New'],'block_list':['more']} | -               | 204 | good ok New       | bad spam more
          POST   | {'allow_list':['new'],'block_list':[]}       | -               | 204 | good ok new       | bad spam
          POST   | {'allow_list':['new'],'block_list':null}     | -               | 204 | good ok new       | bad spam
          POST   | {'allow_list':['new'],'block_list':[]}       | empty beside refused | 422 | good ok       | bad spam
          POST   | {'allow_list':['new'],'block_list':null}     | empty beside refused | 204 | good ok new   | bad spam
          DELETE | {'allow_list':['ok'],'block_list':[]}        | empty beside refused | 422 | good ok       | bad spam
          POST   | {'allow_list':['GOOD'],'block_list':['Bad']} | case significant | 204 | good ok GOOD      | bad spam Bad
          POST   | {'allow_list':['new'],'block_list':['NEW']}  | case significant | 204 | good ok new       | bad spam NEW
          DELETE | {'allow_list':['GOOD']}                      | case significant | 404 | good ok           | bad spam
          POST   | {'allow_list':['10.0.0.0/8']}                | any format      | 204 | good ok 10.0.0.0/8 | bad spam
          POST   | {'allow_list':['new','NEW']}                 | -               | 204 | good ok new       | bad spam
          POST   | {'allow_list':['GOOD']}                      | -               | 409 | good ok           | bad spam
          POST   | {'allow_list':['bad']}                       | -               | 409 | good ok           | bad spam
          POST   | {'allow_list':['new','good']}                | -               | 409 | good ok           | bad spam
          POST   | {'allow_list':['new','good']}                | partial         | 204 | good ok new       | bad spam
          POST   | {'allow_list':['good']}                      | partial         | 409 | good ok           | bad spam
          POST   | {'allow_list':['new'],'block_list':['NEW']}  | -               | 422 | good ok           | bad spam
          POST   | {'allow_list':['new'],'block_list':['NEW']}  | add conflict    | 409 | good ok           | bad spam

          DELETE | {'allow_list':['Good']}                      | -               | 204 | ok                | bad spam
          DELETE | {'allow_list':['x','ok'],'block_list':['bad']} | -             | 204 | good              | spam
          DELETE | {'allow_list':['x']}                         | -               | 404 | good ok           | bad spam
          DELETE | {'allow_list':['bad']}                       | -               | 404 | good ok           | bad spam
          DELETE | {'allow_list':['good']}                      | body stripped   | 422 | good ok           | bad spam

          PATCH  | {'allow_list':['new']}                       | -               | 204 | new               | bad spam
          PATCH  | {'allow_list':['bad'],'block_list':['good']} | -               | 204 | bad               | good
          PATCH  | {'allow_list':['BAD']}                       | -               | 422 | good ok           | bad spam
          PATCH  | {'allow_list':['BAD']}                       | replace conflict | 409 | good ok          | bad spam
          PATCH  | {'allow_list':['new'],'block_list':['new']}  | -               | 422 | good ok           | bad spam
          PATCH  | {'allow_list':[]}                            | -               | 204 | ``                | bad spam
          PATCH  | {'allow_list':[],'block_list':[]}            | -               | 204 | ``                | ``
          PATCH  | {'allow_list':[]}                            | empty refused   | 422 | good ok           | bad spam
          PATCH  | {'allow_list':['new'],'block_list':[]}       | empty refused   | 422 | good ok           | bad spam
          PATCH  | {'allow_list':['10.0.0.0/8']}                | -               | 422 | good ok           | bad spam

          POST   | []                                           | -               | 422 | good ok           | bad spam
          POST   | {'allow_list':'new'}                         | -               | 422 | good ok           | bad spam
          POST   | {'allow_list':['new',1]}                     | -               | 422 | good ok           | bad spam
          POST   | {'allow_list':{'0':'new'}}                   | type is syntax  | 400 | good ok           | bad spam
          POST   | {'allow_list':['new'                         | -               | 400 | good ok           | bad spam
          PATCH  | {'allow_list':['new']} {}                    | -               | 400 | good ok           | bad spam
          """)
  void changesTheListsAsDocumented(
      String method,
      String body,
      @Nullable String choice,
      int status,
      String allowed,
      String blocked) {
    if (choice != null) {
      simulator.behaviour(Behaviour.documented().with(requireNonNull(CHOICES.get(choice), choice)));
    }

    HttpResponse<String> response = admin.send(method, ORGANISATION, body.replace('\'', '"'));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(String.join(" ", lists().allowed())).isEqualTo(allowed);
    assertThat(String.join(" ", lists().blocked())).isEqualTo(blocked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST   | {}",
        "POST   | {\"allow_list\":[],\"block_list\":[]}",
        "POST   | {\"allow_list\":null}",
        "POST   | ''",
        "PATCH  | {}",
        "DELETE | {}",
        "DELETE | {\"allow_list\":[],\"block_list\":[]}",
        "DELETE | ''"
      })
  void refusesAWriteWithoutEntriesNamingBothFields(String method, String body) {
    HttpResponse<String> response = admin.send(method, ORGANISATION, body);

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body())
        .isEqualTo(
            "{\"errors\":[{\"status\":422,\"identifier\":\"example.com\",\"error_message\":"
                + "\"Unprocessable Entity: allow_list - The allow list field is required., "
                + "block_list - The block list field is required.\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name@example.org",
        "*@example.org",
        "*@*.example.org",
        "example.org",
        "*.example.org",
        "192.0.2.10",
        "10.*.*.*",
        "192.0.2.0/24",
        "192.0.2.7/32",
        "2001:db8::1"
      })
  void letsThroughWhatMayBeASender(String entry) {
    assertThat(admin.status("POST", GROUP, "{\"block_list\":[\"" + entry + "\"]}")).isEqualTo(204);
    assertThat(admin.status("DELETE", GROUP, "{\"block_list\":[\"" + entry + "\"]}"))
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.10.0.0/16",
        "192.0.2.0/23",
        "a@x.example,b@x.example",
        "a@x.example;b@x.example",
        "a@x.example\\nb@x.example",
        "a@x.example\\u0000",
        " a@x.example",
        "",
        "  "
      })
  void refusesWhatCannotBeASenderNamingItsPlace(String entry) {
    HttpResponse<String> response =
        admin.send("POST", ORGANISATION, "{\"allow_list\":[\"n@x.example\",\"" + entry + "\"]}");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("Unprocessable Entity: allow_list.1 - ");
    assertThat(lists().allowed()).doesNotContain("n@x.example");
  }

  @Test
  void answersAWriteWithNeitherBodyNorContentType() {
    HttpResponse<String> response =
        admin.send("POST", ORGANISATION, "{\"allow_list\":[\"n@x.example\"]}");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().map()).doesNotContainKeys("content-type", "content-length");
  }

  @Test
  void alwaysShowsBothLists() {
    lists().set(List.of(), List.of());

    HttpResponse<String> response = admin.get(ORGANISATION);

    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.body()).isEqualTo("{\"allow_list\":[],\"block_list\":[]}");
  }

  @Test
  void keepsTheListsOfOrganisationGroupAndUserApart() {
    String body = "{\"allow_list\":[\"n@x.example\"]}";

    assertThat(admin.status("POST", ORGANISATION, body)).isEqualTo(204);
    assertThat(admin.status("POST", GROUP, body)).isEqualTo(204);
    assertThat(admin.status("POST", USER, body)).isEqualTo(204);
    assertThat(admin.status("DELETE", ORGANISATION, body)).isEqualTo(204);

    assertThat(lists().allowed()).doesNotContain("n@x.example");
    assertThat(simulator.directory().groupSenderLists("example.com", "12345").allowed())
        .contains("n@x.example");
    assertThat(simulator.directory().groupSenderLists("example.com", "67890").allowed())
        .doesNotContain("n@x.example");
    assertThat(simulator.directory().userSenderLists("example.com", "User@example.com").allowed())
        .contains("n@x.example");
    assertThat(admin.status("DELETE", GROUP, body)).isEqualTo(204);
    assertThat(admin.status("DELETE", USER, body)).isEqualTo(204);
  }

  @Test
  void showsAChangeThroughEveryDomainOfTheOrganisation() {
    admin.send(
        "POST", "/api/v1/orgs/EXAMPLE.net/sender-lists/", "{\"block_list\":[\"n@x.example\"]}");

    assertThat(admin.get(ORGANISATION).body()).contains("n@x.example");
  }

  @Test
  void findsAGroupByNameForReadingOnlyUnlessTold() {
    String byName = GROUP.replace("12345", "finance");
    String body = "{\"allow_list\":[\"byname@x.example\"]}";

    assertThat(admin.get(byName).body()).isEqualTo(admin.get(GROUP).body());
    assertThat(admin.status("POST", byName, body)).isEqualTo(400);

    simulator.behaviour(Behaviour.documented().with(GroupNames.READ_AND_WRITE));
    assertThat(admin.status("POST", byName, body)).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({"BAD_REQUEST,400", "FORBIDDEN,403", "NOT_FOUND,404"})
  void refusesAnUnknownGroupAsChosen(UnknownGroup choice, int status) {
    simulator.behaviour(Behaviour.documented().with(choice));

    HttpResponse<String> response = admin.get(GROUP.replace("12345", "99999"));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains("group - The group is not known to this organization.");
  }

  @ParameterizedTest
  @CsvSource({"BAD_REQUEST,400", "FORBIDDEN,403", "NOT_FOUND,404"})
  void refusesAUserOfAnotherOrganisationAsChosen(UnknownUser choice, int status) {
    simulator.behaviour(Behaviour.documented().with(choice));

    assertThat(admin.get(USER.replace("user%40example.com", "admin%40example.org")).statusCode())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "name@example.org,204",
    "*@example.org,204",
    "*@*.example.org,204",
    "192.0.2.10,204",
    "10.*.*.*,204",
    "192.0.2.0/24,204",
    "example.org,422",
    "*.example.org,422",
    "2001:db8::1,422",
    "10.0.0.0/8,422"
  })
  void takesOnlyWhatIsDocumentedWhenTold(String entry, int status) {
    simulator.behaviour(Behaviour.documented().with(EntryFormats.DOCUMENTED));

    assertThat(admin.status("POST", ORGANISATION, "{\"allow_list\":[\"" + entry + "\"]}"))
        .isEqualTo(status);
  }

  @Test
  void keepsTheFirstOfTwoEntriesOnceCaseNoLongerMatters() {
    simulator.behaviour(Behaviour.documented().with(EntryCase.SIGNIFICANT));
    admin.status("POST", ORGANISATION, "{\"allow_list\":[\"GOOD\"]}");
    simulator.behaviour(Behaviour.documented());

    assertThat(admin.status("POST", ORGANISATION, "{\"allow_list\":[\"new\"]}")).isEqualTo(204);
    assertThat(lists().allowed()).containsExactly("good", "ok", "new");
  }

  @Test
  void toleratesAnUndeclaredBodyUnlessTold() {
    Client undeclared =
        Client.anonymous(simulator)
            .with("X-User", "admin@example.com")
            .with("X-Password", DemoDirectory.PASSWORD);

    assertThat(undeclared.status("POST", ORGANISATION, "{\"allow_list\":[\"n@x.example\"]}"))
        .isEqualTo(204);
    simulator.behaviour(Behaviour.documented().with(UndeclaredBody.REFUSED));
    assertThat(undeclared.status("POST", ORGANISATION, "{\"allow_list\":[\"m@x.example\"]}"))
        .isEqualTo(415);
    assertThat(
            undeclared
                .with("Content-Type", "application/json; charset=utf-8")
                .status("POST", ORGANISATION, "{\"allow_list\":[\"m@x.example\"]}"))
        .isEqualTo(204);
  }

  private static SenderLists lists() {
    return simulator.directory().senderLists("example.com");
  }
}
