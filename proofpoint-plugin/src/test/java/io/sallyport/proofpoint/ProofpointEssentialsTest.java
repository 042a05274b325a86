// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sallyport.plugin.Command;
import io.sallyport.plugin.Effect;
import io.sallyport.plugin.Integration;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Param;
import io.sallyport.plugin.Secret;
import io.sallyport.testkit.FakeHost;
import io.sallyport.testkit.FakeInvocation;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofpointEssentialsTest {

  private final ProofpointEssentials integration = new ProofpointEssentials();

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(Integration.class))
        .hasOnlyElementsOfType(ProofpointEssentials.class)
        .hasSize(1);
    assertThat(integration.info()).hasToString("Proofpoint Essentials (proofpoint-essentials)");
  }

  @Test
  void offersTheCommandsInTheirOrder() {
    assertThat(integration.commands())
        .extracting(Command::name)
        .containsExactly(
            "Add Group Sender Lists",
            "Add Organization Sender Lists",
            "Delete Group Sender Lists",
            "Delete Organization Sender Lists",
            "Get All Organization Domains",
            "Get Group Sender Lists",
            "Get Organization Sender Lists");
  }

  @Test
  void saysOfEachCommandWhatItDoesToTheProduct() {
    assertThat(integration.commands())
        .extracting(Command::effect)
        .containsExactly(
            Effect.WRITE,
            Effect.WRITE,
            Effect.DESTRUCTIVE,
            Effect.DESTRUCTIVE,
            Effect.READ,
            Effect.READ,
            Effect.READ);
  }

  @Test
  void declaresTheKeyFieldsOfEachCommand() {
    assertThat(integration.commands())
        .extracting(command -> String.join(" ", command.keyFields().keySet()))
        .containsExactly(
            "GroupID SafeListItems BlockedListItems",
            "SafeListItems BlockedListItems",
            "GroupID SafeListItems BlockedListItems",
            "SafeListItems BlockedListItems",
            "DomainNames",
            "GroupID SafeListItems BlockedListItems",
            "SafeListItems BlockedListItems");
  }

  @Test
  void showsAsSampleHowEachCommandTypicallyFails() {
    String groupId = "The value for parameter (Group ID) is invalid.";

    assertThat(integration.commands())
        .extracting(command -> command.errorSample().message())
        .containsExactly(
            Acme.REQUIRED,
            Acme.REQUIRED,
            Acme.REQUIRED,
            Acme.REQUIRED,
            "Unauthorized",
            groupId,
            "Unauthorized");
    assertThat(integration.commands())
        .extracting(command -> command.errorSample().status())
        .containsExactly(422, 422, 422, 422, 401, 400, 401);
  }

  @Test
  void namesItsParametersAsPeopleKnowThem() {
    assertThat(names(ProofpointEssentials.Connection.class))
        .containsExactly(
            "Server URL", "User Name", "Password", "API Version", "Organization Domain");
    assertThat(names(AddGroupSenderLists.Input.class))
        .containsExactly("Group ID", "Safe List Items", "Blocked List Items");
    assertThat(names(AddOrganizationSenderLists.Input.class))
        .containsExactly("Safe List Items", "Blocked List Items");
    assertThat(names(DeleteGroupSenderLists.Input.class))
        .containsExactly("Group ID", "Safe List Items to Delete", "Blocked List Items to Delete");
    assertThat(names(DeleteOrganizationSenderLists.Input.class))
        .containsExactly("Safe List Items to Delete", "Blocked List Items to Delete");
    assertThat(names(GetGroupSenderLists.Input.class)).containsExactly("Group ID");
  }

  @Test
  void takesOnlyDigitsForAGroup() {
    for (Class<?> input :
        List.of(
            AddGroupSenderLists.Input.class,
            DeleteGroupSenderLists.Input.class,
            GetGroupSenderLists.Input.class)) {
      Param group = input.getRecordComponents()[0].getAnnotation(Param.class);

      assertThat("12345").matches(group.pattern());
      assertThat("Sales").doesNotMatch(group.pattern());
      assertThat("").doesNotMatch(group.pattern());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://us1.example",
        "https://us1.example/",
        "https://us1.example/api",
        "https://us1.example/api/",
        "https://us1.example/api/v1",
        "https://us1.example/api/v1/",
        "HTTPS://us1.example"
      })
  void findsTheInterfaceBehindEveryWayToWriteTheServer(String serverUrl) {
    FakeHost host = FakeHost.answering(Acme.lists("", ""));

    ProofpointClient client = integration.connect(Acme.connection(serverUrl), host);
    GetOrganizationSenderLists.run(client, new FakeInvocation());

    assertThat(host.requests().get(0).base()).isEqualTo(URI.create("https://us1.example/api/v1"));
  }

  @Test
  void keepsAPortAndTakesAnotherVersion() {
    assertThat(ServerUrl.base(URI.create("https://us1.example:8443/api"), "v2"))
        .isEqualTo(URI.create("https://us1.example:8443/api/v2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "us1.example",
        "/api/v1",
        "ftp://us1.example",
        "https://us1.example/index01.php",
        "https://us1.example/api/v1/orgs",
        "https://us1.example/?mod_id=10",
        "https://us1.example/#top",
        "https://admin@us1.example",
        "https:us1.example"
      })
  void refusesAnAddressThatIsNotAServers(String serverUrl) {
    InvalidInputException refusal = refusalOf(() -> Acme.connection(serverUrl));

    assertThat(refusal.expectations()).containsOnlyKeys("Server URL");
    assertThat(refusal).hasMessageContaining("such as https://us1.proofpointessentials.com");
  }

  @Test
  void refusesAnAddressOfAnotherVersionAndNamesBoth() {
    InvalidInputException refusal = refusalOf(() -> Acme.connection("https://us1.example/api/v2"));

    assertThat(refusal.expectations()).containsOnlyKeys("Server URL", "API Version");
    assertThat(refusal).hasMessageContaining("v1").hasMessageContaining("v2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "admin@", "@acme.example", "a@b@acme.example", "admin@.."})
  void refusesAUserNameWithoutDomain(String userName) {
    InvalidInputException refusal = refusalOf(() -> connection(userName, Optional.empty()));

    assertThat(refusal.expectations()).containsOnlyKeys("User Name");
  }

  @Test
  void takesAnyUserNameWhenTheDomainIsGiven() {
    assertThat(connection("partner-4711", Optional.of("acme.example")).domain())
        .isEqualTo("acme.example");
    assertThat(connection("admin@reseller.example", Optional.of("acme.example")).domain())
        .isEqualTo("acme.example");
    assertThat(connection("admin@acme.example", Optional.empty()).domain())
        .isEqualTo("acme.example");
  }

  @Test
  void refusesAUserNameThatCannotBeAHeader() {
    assertThat(refusalOf(() -> connection("admin\r\nX: y", Optional.of("acme.example"))))
        .hasMessageContaining("User Name");
  }

  @Test
  void reportsEveryViolationAtOnce() {
    InvalidInputException refusal =
        refusalOf(
            () ->
                new ProofpointEssentials.Connection(
                    URI.create("ftp://us1.example"),
                    "admin",
                    Secret.of("open sesame"),
                    "v1",
                    Optional.empty()));

    assertThat(refusal.expectations()).containsOnlyKeys("Server URL", "User Name");
  }

  @Test
  void signsRequestsWithUserAndPassword() {
    FakeHost host = FakeHost.answering(Acme.lists("", ""));

    GetOrganizationSenderLists.run(Acme.client(host), new FakeInvocation());

    FakeHost.Request request = host.requests().get(0);
    assertThat(request.headers()).containsEntry("X-User", "admin@acme.example");
    assertThat(request.carriesSecret("X-Password", "open sesame")).isTrue();
  }

  private static ProofpointEssentials.Connection connection(
      String userName, Optional<String> domain) {
    return new ProofpointEssentials.Connection(
        URI.create("https://us1.example"), userName, Secret.of("open sesame"), "v1", domain);
  }

  private static InvalidInputException refusalOf(Runnable call) {
    return catchThrowableOfType(InvalidInputException.class, call::run);
  }

  private static List<String> names(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(ProofpointEssentialsTest::name).toList();
  }

  private static String name(RecordComponent component) {
    return component.getAnnotation(Param.class).name();
  }
}
