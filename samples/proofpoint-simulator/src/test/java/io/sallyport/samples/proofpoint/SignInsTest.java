// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.samples.proofpoint.Behaviour.LockOut;
import io.sallyport.samples.proofpoint.Behaviour.LockedText;
import io.sallyport.samples.proofpoint.Behaviour.NonAdministrator;
import io.sallyport.samples.proofpoint.Behaviour.SignInPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SignInsTest {
  private static final String ME = "/api/v1/me";
  private static final String ADMIN = "admin@example.com";

  private final SettableClock clock = new SettableClock();
  private final ProofpointSimulator simulator =
      ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0, clock);
  private final Client admin = Client.admin(simulator);
  private final Client wrong =
      Client.anonymous(simulator).with("X-User", ADMIN).with("X-Password", "not it");

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void neverLocksByDefault() {
    signInWrongly(50);

    assertThat(admin.get(ME).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesTheRightPasswordOnceTheAccountIsLocked() {
    simulator.behaviour(Behaviour.documented().with(new LockOut(3)));
    signInWrongly(2);
    assertThat(admin.get(ME).statusCode()).isEqualTo(200);
    signInWrongly(3);

    assertThat(admin.get(ME).statusCode()).isEqualTo(401);
    assertThat(Client.as("ADMIN@example.com", simulator).get(ME).statusCode()).isEqualTo(401);
    assertThat(Client.as("auditor@example.com", simulator).get(ME).statusCode()).isEqualTo(200);
    simulator.resetLockOuts();
    assertThat(admin.get(ME).statusCode()).isEqualTo(200);
  }

  @Test
  void saysThatAnAccountIsLockedOnlyWhenTold() {
    Behaviour locking = Behaviour.documented().with(new LockOut(1));
    simulator.behaviour(locking);
    signInWrongly(1);

    assertThat(admin.get(ME).body()).contains("\"Unauthorized\"");
    simulator.behaviour(locking.with(LockedText.SAYS_LOCKED));
    assertThat(admin.get(ME).body())
        .contains("Unauthorized: user - The account is locked after too many failed sign-ins.");
  }

  @Test
  void locksForAllOfTwentyCallersAtOnce() throws Exception {
    simulator.behaviour(Behaviour.documented().with(new LockOut(5), LockedText.SAYS_LOCKED));
    ExecutorService callers = Executors.newFixedThreadPool(20);
    List<Future<String>> answers = new ArrayList<>();
    try {
      for (int caller = 0; caller < 20; caller++) {
        answers.add(callers.submit(() -> wrong.get(ME).body()));
      }
      int unlocked = 0;
      for (Future<String> answer : answers) {
        unlocked += answer.get().contains("locked") ? 0 : 1;
      }

      assertThat(unlocked).isEqualTo(5);
      assertThat(simulator.journal()).hasSize(20);
      assertThat(admin.get(ME).statusCode()).isEqualTo(401);
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void refusesTheOldPasswordFromTheNextRequestOn() {
    assertThat(admin.get(ME).statusCode()).isEqualTo(200);
    simulator.directory().changePassword(ADMIN, "Another-Passw0rd");

    assertThat(admin.get(ME).statusCode()).isEqualTo(401);
    assertThat(
            Client.anonymous(simulator)
                .with("X-User", ADMIN)
                .with("X-Password", "Another-Passw0rd")
                .get(ME)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusesAPasswordFromTheMomentItExpiresUntilItIsChanged() {
    simulator.directory().expirePasswords(clock.instant().plusSeconds(30));
    clock.pass(Duration.ofMillis(29_999));
    assertThat(admin.get(ME).statusCode()).isEqualTo(200);
    clock.pass(Duration.ofMillis(1));

    assertThat(admin.get(ME).statusCode()).isEqualTo(401);
    assertThat(admin.get(ME).body()).contains("\"Unauthorized\"");
    simulator.directory().changePassword(ADMIN, DemoDirectory.PASSWORD);
    assertThat(admin.get(ME).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "BY_ACCOUNT,200,200",
    "MFA_ADMINISTRATORS,401,200",
    "MFA,401,401",
    "SSO_ONLY,401,401"
  })
  void turnsAwayARightPasswordWhereMoreIsAskedFor(
      SignInPolicy policy, int administrator, int user) {
    simulator.behaviour(Behaviour.documented().with(policy, NonAdministrator.SEES_ITSELF));

    assertThat(admin.get(ME).statusCode()).isEqualTo(administrator);
    assertThat(Client.as("user@example.com", simulator).get(ME).statusCode()).isEqualTo(user);
  }

  @ParameterizedTest
  @EnumSource(value = SignIn.class, names = "PASSWORD", mode = Mode.EXCLUDE)
  void turnsAwayTheOneAccountThatSignsInElsewhere(SignIn signIn) {
    simulator.directory().changeSignIn(ADMIN, signIn);

    assertThat(admin.get(ME).statusCode()).isEqualTo(401);
    assertThat(Client.as("auditor@example.com", simulator).get(ME).statusCode()).isEqualTo(200);
  }

  @Test
  void namesTheAccountThatDoesNotExist() {
    assertThatThrownBy(() -> simulator.directory().changePassword("eve@example.com", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no account with the address eve@example.com.");
  }

  private void signInWrongly(int times) {
    for (int time = 0; time < times; time++) {
      assertThat(wrong.get(ME).statusCode()).isEqualTo(401);
    }
  }
}
