// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Secret;
import io.sallyport.samples.proofpoint.Behaviour;
import io.sallyport.samples.proofpoint.Directory;
import io.sallyport.samples.proofpoint.JournalEntry;
import io.sallyport.samples.proofpoint.ProofpointSimulator;
import io.sallyport.testkit.FakeHost;
import io.sallyport.testkit.FakeInvocation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands over real HTTP, against an interface that follows the vendor's description. */
class AgainstTheSimulatorTest {

  private static final String PASSWORD = "Simulator-Passw0rd";

  private final ProofpointSimulator simulator =
      ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0);
  private final FakeInvocation run = new FakeInvocation();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void addsReadsAndDeletesForAGroup() {
    ProofpointClient client = client("admin@example.com", PASSWORD);

    AddGroupSenderLists.run(
        new AddGroupSenderLists.Input("12345", items("a@good.example"), items("203.0.113.0/24")),
        client,
        run);
    CommandResult lists =
        GetGroupSenderLists.run(new GetGroupSenderLists.Input("12345"), client, run);
    DeleteGroupSenderLists.run(
        new DeleteGroupSenderLists.Input("12345", items("A@GOOD.example"), Optional.empty()),
        client,
        run);
    CommandResult after =
        GetGroupSenderLists.run(new GetGroupSenderLists.Input("12345"), client, run);

    assertThat(lists.keyFields().path("SafeListItems").toString()).contains("a@good.example");
    assertThat(lists.keyFields().path("BlockedListItems").toString()).contains("203.0.113.0/24");
    assertThat(after.keyFields().path("SafeListItems").toString()).doesNotContain("a@good.example");
    assertThat(simulator.journal())
        .extracting(JournalEntry::status)
        .containsExactly(200, 204, 200, 200, 204, 200);
  }

  @ParameterizedTest
  @EnumSource(Behaviour.DomainsProfile.class)
  void readsTheDomainsInEveryShape(Behaviour.DomainsProfile profile) {
    simulator.behaviour(Behaviour.documented().with(profile));

    CommandResult domains =
        GetAllOrganizationDomains.run(client("admin@example.com", PASSWORD), run);

    assertThat(domains.keyFields().path("DomainNames").path(0).asText()).isEqualTo("example.com");
  }

  @Test
  void aReadOnlyAccountWorksWithAWarningAndMayNotWrite() throws Exception {
    ProofpointClient auditor = client("auditor@example.com", PASSWORD);

    auditor.test(run);
    CommandException refused =
        catchThrowableOfType(
            CommandException.class,
            () ->
                AddOrganizationSenderLists.run(
                    new AddOrganizationSenderLists.Input(items("a@good.example"), Optional.empty()),
                    auditor,
                    run));

    assertThat(run.warnings()).singleElement().asString().contains("Read-Only User");
    assertThat(refused.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/api", "/api/", "/api/v1", "/api/v1/"})
  void takesEveryFormOfTheServerUrl(String path) throws Exception {
    client("admin@example.com", PASSWORD, path).test(run);

    assertThat(simulator.journal()).extracting(JournalEntry::path).first().isEqualTo("/api/v1/me");
  }

  @Test
  void aWrongPasswordIsTriedOnce() {
    CommandException refused =
        catchThrowableOfType(
            CommandException.class,
            () ->
                AddOrganizationSenderLists.run(
                    new AddOrganizationSenderLists.Input(items("a@good.example"), Optional.empty()),
                    client("admin@example.com", "wrong"),
                    run));

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text()).isEqualTo("Unauthorized");
    assertThat(refused.step()).contains("Failed to read the current sender lists.");
    assertThat(simulator.journal()).hasSize(1);
  }

  private ProofpointClient client(String user, String password) {
    return client(user, password, "");
  }

  private ProofpointClient client(String user, String password, String path) {
    var connection =
        new ProofpointEssentials.Connection(
            URI.create(simulator.uri() + path), user, Secret.of(password), "v1", Optional.empty());
    return new ProofpointEssentials().connect(connection, FakeHost.overHttp());
  }

  private static Optional<List<String>> items(String... items) {
    return Optional.of(List.of(items));
  }
}
