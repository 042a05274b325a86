// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import static io.sallyport.proofpoint.Acme.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.CommandException;
import io.sallyport.testkit.FakeHost;
import io.sallyport.testkit.FakeHost.Answer;
import io.sallyport.testkit.FakeInvocation;
import org.junit.jupiter.api.Test;

class ProofpointClientTest {

  private final FakeInvocation run = new FakeInvocation();

  @Test
  void passesTheTestWithAnAccountThatMayReadTheOrganization() {
    FakeHost host = FakeHost.answering(me("true", "false"), Acme.lists("", ""));

    Acme.client(host).test(run);

    assertThat(Acme.sent(host)).containsExactly("GET /me", "GET " + Acme.LISTS);
    assertThat(run.warnings()).isEmpty();
  }

  @Test
  void failsTheTestWithAnAccountThatIsNoAdministrator() {
    FakeHost host = FakeHost.answering(me("false", "false"));

    CommandException failure = failureOf(() -> Acme.client(host).test(run));

    assertThat(failure.status()).isEqualTo(403);
    assertThat(failure.details()).singleElement().asString().contains("Organization Admin");
  }

  @Test
  void warnsInTheTestOfAnAccountThatMayOnlyRead() {
    FakeHost host = FakeHost.answering(me("true", "true"), Acme.lists("", ""));

    Acme.client(host).test(run);

    assertThat(run.warnings()).singleElement().asString().contains("Read-Only User");
  }

  @Test
  void failsTheTestWhenTheOrganizationIsNotTheAccounts() {
    FakeHost host = FakeHost.answering(me("true", "false"), Acme.error(403, "Forbidden"));

    CommandException failure = failureOf(() -> Acme.client(host).test(run));

    assertThat(failure.status()).isEqualTo(403);
    assertThat(failure.text()).isEqualTo("Forbidden");
    assertThat(String.join(" ", failure.details()))
        .contains(
            "acme.example",
            "Read-Only User",
            "Organization Domain",
            "package",
            "/endpoints/acme.example");
  }

  @Test
  void saysWhatA401CanMeanAndLeavesItsMessageAlone() {
    FakeHost host = FakeHost.answering(Acme.error(401, "Unauthorized"));

    CommandException failure = failureOf(() -> Acme.client(host).test(run));

    assertThat(failure.text()).isEqualTo("Unauthorized");
    assertThat(String.join(" ", failure.details()))
        .contains(
            "expired",
            "was changed",
            "may lock",
            "Channel Admin",
            "single sign-on",
            "second factor",
            "/endpoints/acme.example")
        .doesNotContain("open sesame");
  }

  @Test
  void failsTheTestWhenTheAnswerIsNoAccount() {
    FakeHost host = FakeHost.answering(Answer.json(200, "[]"));

    CommandException failure = failureOf(() -> Acme.client(host).test(run));

    assertThat(failure.status()).isEqualTo(502);
  }

  @Test
  void failsTheTestWhenTheListsCannotBeRead() {
    FakeHost host = FakeHost.answering(me("true", "false"), Answer.json(200, "\"maintenance\""));

    assertThat(failureOf(() -> Acme.client(host).test(run)).status()).isEqualTo(502);
  }

  private static Answer me(String isAdmin, String isReadOnly) {
    return Answer.json(200, "{\"is_admin\":" + isAdmin + ",\"read_only_user\":" + isReadOnly + "}")
        .to("GET", "/me");
  }
}
