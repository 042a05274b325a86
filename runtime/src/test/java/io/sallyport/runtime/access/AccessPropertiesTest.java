// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.access.ConnectionPolicy.PermissionRule;
import io.sallyport.runtime.access.ConnectionPolicy.Permissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What holds of any configuration, tried on many made up by chance (always the same ones). */
class AccessPropertiesTest {

  private static final List<String> SITES = List.of("Headquarters", "Branch", "Customer");
  private static final List<String> TENANTS = List.of("North", "South");
  private static final List<String> USERS = List.of("alice", "bob", "carol", "stranger");
  private static final List<String> EFFECTS = List.of("READ", "WRITE", "DESTRUCTIVE");
  private static final List<String> COMMANDS = List.of("look", "add", "testconnection");

  private final Random random = new Random(20261126);

  /** One question. */
  private record Question(
      Directory directory, Caller caller, ConnectionPolicy connection, Action action) {
    Decision answer() {
      return Access.decide(directory, caller, connection, action);
    }

    Question with(UnaryOperator<ConnectionPolicy> change) {
      return new Question(directory, caller, change.apply(connection), action);
    }
  }

  @Test
  void whatIsDeniedHasARuleAndAReasonAndWhatIsAllowedIsVisible() {
    for (Question question : questions()) {
      Decision decision = question.answer();
      assertThat(decision.reason().isEmpty()).isEqualTo(decision.allowed());
      assertThat(decision.visible() || !decision.allowed()).isTrue();
      assertThat(Access.sees(question.directory(), question.caller(), question.connection()))
          .extracting(Decision::allowed)
          .isEqualTo(decision.visible());
    }
  }

  @Test
  void oneMoreRuleNeverTakesAway() {
    allowsNoLess(
        connection ->
            withRules(
                connection, connection.permissions().map(written -> plus(written, anyRule()))));
  }

  @Test
  void oneMoreTenantNeverTakesAway() {
    allowsNoLess(
        connection -> {
          Set<String> more = new HashSet<>(connection.tenants());
          more.add(any(TENANTS));
          return new ConnectionPolicy(
              connection.name(),
              connection.file(),
              connection.active(),
              connection.site(),
              connection.shared(),
              more,
              connection.permissions());
        });
  }

  @Test
  void leavingPermissionsOutNeverTakesAway() {
    allowsNoLess(connection -> withRules(connection, Optional.empty()));
  }

  @Test
  void aConnectionThatIsNotInUseIsForNobody() {
    for (Question question : questions()) {
      Question inactive =
          question.with(
              connection ->
                  new ConnectionPolicy(
                      connection.name(),
                      connection.file(),
                      false,
                      connection.site(),
                      connection.shared(),
                      connection.tenants(),
                      connection.permissions()));
      assertThat(inactive.answer().allowed()).isFalse();
      assertThat(inactive.answer().visible()).isEqualTo(question.answer().visible());
    }
  }

  @Test
  void theOperatorMayWhateverAnyUserMay() {
    int allowed = 0;
    for (Question question : questions()) {
      if (question.answer().allowed()) {
        allowed++;
        Caller operator = question.caller().as(Optional.empty(), Optional.empty());
        assertThat(
                Access.decide(
                    question.directory(), operator, question.connection(), question.action()))
            .isEqualTo(Decision.ALLOWED);
      }
    }
    assertThat(allowed).isGreaterThan(500);
  }

  @Test
  void aUserWhoseSiteIsNotDeclaredSeesNothing() {
    Directory directory =
        new Directory(
            List.of(new Directory.Site("Headquarters", true)),
            List.of(new Directory.User("alice", Optional.of("Gone"), Optional.empty())),
            Map.of());
    Caller alice = new Caller("os", Optional.of("alice"), Optional.empty(), "test");
    ConnectionPolicy shared =
        new ConnectionPolicy("c", "f", true, Optional.empty(), true, Set.of(), Optional.empty());

    assertThat(Access.sees(directory, alice, shared).allowed()).isFalse();
  }

  private void allowsNoLess(UnaryOperator<ConnectionPolicy> change) {
    int gained = 0;
    for (Question question : questions()) {
      boolean before = question.answer().allowed();
      boolean after = question.with(change).answer().allowed();
      assertThat(after || !before).as("%s", question).isTrue();
      gained += after && !before ? 1 : 0;
    }
    assertThat(gained).as("changes that made a difference").isPositive();
  }

  private List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    for (int round = 0; round < 5_000; round++) {
      questions.add(new Question(anyDirectory(), anyCaller(), anyConnection(), anyAction()));
    }
    return questions;
  }

  private Directory anyDirectory() {
    List<Directory.Site> sites =
        random.nextInt(4) == 0
            ? List.of()
            : SITES.stream()
                .map(name -> new Directory.Site(name, !name.equals("Customer")))
                .toList();
    List<Directory.User> users =
        USERS.subList(0, 3).stream()
            .map(
                name ->
                    new Directory.User(
                        name, sites.isEmpty() ? Optional.empty() : maybe(SITES), maybe(TENANTS)))
            .toList();
    return new Directory(
        sites, users, Map.of("team", List.of("alice", "bob"), "few", List.of("bob")));
  }

  private Caller anyCaller() {
    return new Caller(
        "os", maybe(USERS), random.nextInt(3) == 0 ? maybe(SITES) : Optional.empty(), "test");
  }

  private ConnectionPolicy anyConnection() {
    boolean shared = random.nextBoolean();
    Optional<Permissions> permissions =
        random.nextInt(4) == 0
            ? Optional.empty()
            : Optional.of(plus(new Permissions("f:1:1", List.of()), anyRule()));
    return new ConnectionPolicy(
        "c",
        "f",
        random.nextInt(8) != 0,
        shared ? Optional.empty() : Optional.of(any(SITES)),
        shared,
        maybe(TENANTS).map(Set::of).orElse(Set.of()),
        permissions);
  }

  private PermissionRule anyRule() {
    return new PermissionRule(
        maybe(USERS).map(Set::of),
        maybe(List.of("team", "few")).map(Set::of),
        maybe(List.of("use", "test")).map(Set::of),
        maybe(EFFECTS).map(Set::of),
        maybe(COMMANDS).map(Set::of),
        "less");
  }

  private Action anyAction() {
    String command = any(COMMANDS);
    return new Action(command, command, any(EFFECTS), command.equals("testconnection"));
  }

  private static Permissions plus(Permissions written, PermissionRule more) {
    List<PermissionRule> rules = new ArrayList<>(written.rules());
    rules.add(more);
    return new Permissions(written.writtenAt(), rules);
  }

  private static ConnectionPolicy withRules(
      ConnectionPolicy connection, Optional<Permissions> permissions) {
    return new ConnectionPolicy(
        connection.name(),
        connection.file(),
        connection.active(),
        connection.site(),
        connection.shared(),
        connection.tenants(),
        permissions);
  }

  private String any(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private Optional<String> maybe(List<String> names) {
    return random.nextBoolean() ? Optional.empty() : Optional.of(any(names));
  }
}
