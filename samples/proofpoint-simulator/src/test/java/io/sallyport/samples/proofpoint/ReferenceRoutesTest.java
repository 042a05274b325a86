// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.samples.proofpoint.Behaviour.DomainsProfile;
import io.sallyport.samples.proofpoint.Behaviour.EndpointsProfile;
import io.sallyport.samples.proofpoint.Behaviour.GroupNames;
import io.sallyport.samples.proofpoint.Behaviour.InvisibleOrganisation;
import io.sallyport.samples.proofpoint.Behaviour.NonAdministrator;
import io.sallyport.samples.proofpoint.Behaviour.UnknownGroup;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The reference's list of what a simulator does, by its numbers: who may see what, and where. */
class ReferenceRoutesTest {
  private static final String ME = "/api/v1/me";
  private static final String ORGANISATION = "/api/v1/orgs/example.com";
  private static final String LISTS = ORGANISATION + "/sender-lists";
  private static final String ENTRY = "{\"block_list\":[\"n@x.example\"]}";

  private final ProofpointSimulator simulator =
      ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0);
  private final Client admin = Client.admin(simulator);
  private final Client auditor = Client.as("auditor@example.com", simulator);
  private final Client partner = Client.as("admin@channel.example", simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  private void behave(Behaviour.Choice... choices) {
    simulator.behaviour(Behaviour.documented().with(choices));
  }

  private static int get(Client client, String path) {
    return client.get(path).statusCode();
  }

  @Nested
  class Number1Prefix {
    @Test
    void answersBelowAPrefixWithOrWithoutASlashAtTheEndAndDecodesOnce() {
      assertThat(get(admin, LISTS + "/")).isEqualTo(200);
      assertThat(get(admin, "/api/v1/orgs/example%2Ecom/sender-lists")).isEqualTo(200);
      assertThat(get(admin, "/api/v1/orgs/example%252Ecom/sender-lists")).isEqualTo(403);
      simulator.behaviour(Behaviour.documented().under("/other/v2"));
      assertThat(get(admin, "/other/v2/me")).isEqualTo(200);
    }
  }

  @Nested
  class Number2UnknownRouteAndVerb {
    @Test
    void answers404And405WithAllow() {
      assertThat(get(admin, "/api/v1/nothing")).isEqualTo(404);
      assertThat(admin.send("PUT", LISTS, ENTRY).statusCode()).isEqualTo(405);
      assertThat(admin.send("PUT", LISTS, ENTRY).headers().firstValue("Allow"))
          .hasValue("GET, POST, PATCH, DELETE");
    }
  }

  @Nested
  class Number3Order {
    @Test
    void checksCredentialsThenOrganisationThenRoleThenJsonThenRulesThenState() {
      String broken = "{";
      String foreign = "/api/v1/orgs/example.org/sender-lists";

      assertThat(Client.anonymous(simulator).status("POST", foreign, broken)).isEqualTo(401);
      assertThat(auditor.status("POST", foreign, broken)).isEqualTo(403);
      behave(InvisibleOrganisation.NOT_FOUND);
      assertThat(auditor.status("POST", foreign, broken)).isEqualTo(404);
      assertThat(auditor.status("POST", LISTS, broken)).isEqualTo(403);
      assertThat(admin.status("POST", LISTS, broken)).isEqualTo(400);
      assertThat(
              admin.status(
                  "POST", LISTS, "{\"allow_list\":[\"partner@example.org\",\"10.0.0.0/8\"]}"))
          .isEqualTo(422);
      assertThat(admin.status("POST", LISTS, "{\"allow_list\":[\"partner@example.org\"]}"))
          .isEqualTo(409);
    }
  }

  @Nested
  class Number4Headers {
    @Test
    void readsNamesInAnyCaseUsersInAnyCaseAndPasswordsExactly() {
      Client named = Client.anonymous(simulator).with("x-uSER", "ADMIN@EXAMPLE.COM");

      assertThat(get(named.with("X-PASSWORD", DemoDirectory.PASSWORD), ME)).isEqualTo(200);
      assertThat(get(named.with("X-Password", DemoDirectory.PASSWORD + "!"), ME)).isEqualTo(401);
    }
  }

  @Nested
  class Number5Basic {
    @Test
    void letsNobodyInByBasicCredentials() {
      // admin@example.com and the demo's password
      String basic = "Basic YWRtaW5AZXhhbXBsZS5jb206U2ltdWxhdG9yLVBhc3N3MHJk";

      assertThat(get(Client.anonymous(simulator).with("Authorization", basic), ME)).isEqualTo(401);
    }
  }

  @Nested
  class Number6AnyDomain {
    @Test
    void findsAnOrganisationByEachOfItsDomainsInAnyCase() {
      assertThat(admin.status("POST", "/api/v1/orgs/EXAMPLE.NET/sender-lists", ENTRY))
          .isEqualTo(204);
      assertThat(admin.get(LISTS).body()).contains("n@x.example");
    }
  }

  @Nested
  class Number7Roles {
    @Test
    void showsAPartnerItsChildrenAnAdministratorItsOwnAndAUserNothing() {
      assertThat(get(partner, ORGANISATION)).isEqualTo(200);
      assertThat(get(partner, "/api/v1/orgs/example.org")).isEqualTo(200);
      assertThat(get(admin, "/api/v1/orgs/example.org")).isEqualTo(403);
      Client user = Client.as("user@example.com", simulator);
      assertThat(List.of(get(user, ME), get(user, LISTS))).containsOnly(403);
      behave(NonAdministrator.UNAUTHORIZED);
      assertThat(List.of(get(user, ME), get(user, LISTS))).containsOnly(401);
    }
  }

  @Nested
  class Number8ReadOnly {
    @Test
    void letsAReadOnlyAdministratorReadAlone() {
      assertThat(get(auditor, LISTS)).isEqualTo(200);
      for (String method : List.of("POST", "PATCH", "DELETE")) {
        assertThat(auditor.status(method, LISTS, ENTRY)).as(method).isEqualTo(403);
      }
    }
  }

  @Nested
  class Number9Lists {
    @Test
    void showsBothListsInTheOrderInWhichTheyWereFilled() {
      simulator.directory().senderLists("example.com").set(List.of(), List.of());
      admin.status("POST", LISTS, "{\"block_list\":[\"z\",\"a\"]}");
      admin.status("POST", LISTS, "{\"block_list\":[\"m\"]}");

      assertThat(admin.get(LISTS).body())
          .isEqualTo("{\"allow_list\":[],\"block_list\":[\"z\",\"a\",\"m\"]}");
    }
  }

  @Nested
  class Number16Domains {
    @Test
    void listsDomainsInThreeShapes() {
      String path = ORGANISATION + "/domains";

      assertThat(admin.get(path).body()).startsWith("{\"domains\":[{\"name\":\"example.com\"");
      behave(DomainsProfile.ARRAY);
      assertThat(admin.get(path).body()).startsWith("[{\"name\":\"example.com\"");
      behave(DomainsProfile.SINGLE_OBJECT);
      assertThat(admin.get(path).body()).startsWith("{\"name\":\"example.com\"");
    }
  }

  @Nested
  class Number17Endpoints {
    @Test
    void listsStacksInTwoShapes() {
      assertThat(admin.get("/api/v1/endpoints/example.com").body()).startsWith("[\"http://");
      behave(EndpointsProfile.ENVELOPE);
      assertThat(admin.get("/api/v1/endpoints/example.com").body())
          .startsWith("{\"endpoints\":[\"http://");
    }
  }

  @Nested
  class Number18Groups {
    @Test
    void takesAnIdEverywhereAndANameForReadingAlone() {
      String byName = ORGANISATION + "/groups/Finance/sender-lists";

      assertThat(get(admin, byName.replace("Finance", "12345"))).isEqualTo(200);
      assertThat(get(admin, byName)).isEqualTo(200);
      assertThat(admin.status("POST", byName, ENTRY)).isEqualTo(400);
      behave(GroupNames.READ_AND_WRITE);
      assertThat(admin.status("POST", byName, ENTRY)).isEqualTo(204);
      behave(UnknownGroup.NOT_FOUND);
      assertThat(get(admin, byName.replace("Finance", "Nobody"))).isEqualTo(404);
    }

    @Test
    void takesTheFirstOfTwoGroupsOfOneName() {
      Organisation organisation = simulator.directory().organisation("example.com").orElseThrow();
      simulator
          .directory()
          .add(
              new Organisation(
                  organisation.eid(),
                  organisation.name(),
                  organisation.type(),
                  organisation.parent(),
                  organisation.domains(),
                  List.of(new Group("12345", "Twins"), new Group("67890", "Twins"))));

      assertThat(admin.get(ORGANISATION + "/groups/Twins/sender-lists").body())
          .isEqualTo(admin.get(ORGANISATION + "/groups/12345/sender-lists").body());
    }
  }

  @Nested
  class Number19Correlator {
    @Test
    void sendsACorrelatorBack() {
      assertThat(admin.with("x-CORRELATOR", "c-1").get(ME).headers().firstValue("X-correlator"))
          .hasValue("c-1");
    }
  }
}
