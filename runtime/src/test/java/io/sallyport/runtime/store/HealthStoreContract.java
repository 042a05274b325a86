// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sallyport.runtime.health.Health;
import io.sallyport.runtime.health.Incident;
import io.sallyport.runtime.health.Mute;
import io.sallyport.runtime.health.Phase;
import io.sallyport.runtime.store.Claim.Granted;
import io.sallyport.runtime.store.Claim.Refused;
import io.sallyport.runtime.store.Claim.Unknown;
import io.sallyport.runtime.store.HealthStore.Applied;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store of health does in every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HealthStoreContract {

  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final String MAIL = "acme-mail";
  private static final String NODE = "node-1";

  private final OpenStore open;
  private final HealthStore health;

  HealthStoreContract(OpenStore open) {
    this.open = open;
    this.health = open.store().health();
  }

  @BeforeEach
  void reset() {
    open.reset();
  }

  @AfterAll
  void close() {
    open.close();
  }

  @Test
  void whatIsNotWatchedCannotBeClaimed() {
    assertThat(claim()).isInstanceOf(Unknown.class);

    write(health -> health, Duration.ZERO, "because");

    assertThat(claim()).isInstanceOf(Unknown.class);
  }

  @Test
  void whatIsNotDueIsRefusedUntilItIs() {
    watch(Duration.ofMinutes(5));

    assertThat(refusal()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));

    open.time().passes(Duration.ofMinutes(5));

    assertThat(claim()).isInstanceOf(Granted.class);
  }

  @Test
  void ofManyWhoAskAtOnceOneIsGranted() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        watch(Duration.ZERO);
        if (claim() instanceof Granted before) {
          health.release(MAIL, before.fence(), Duration.ZERO);
        }

        List<Claim> claims = atOnce(nodes, 4, node -> health.claim(MAIL, node, LEASE));

        assertThat(claims).filteredOn(Granted.class::isInstance).hasSize(1);
        health.release(MAIL, fence(claims), Duration.ZERO);
      }
    } finally {
      nodes.shutdownNow();
    }
  }

  @Test
  void aClaimIsRefusedUntilItsLeaseEnds() {
    watch(Duration.ZERO);
    Granted first = granted();

    assertThat(refusal()).isBetween(LEASE.minusSeconds(30), LEASE);

    open.time().passes(LEASE);
    Granted second = granted();

    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(second.slot()).isGreaterThan(first.slot());
  }

  @Test
  void theSlotOfAClaimIsLaterThanAnyThatIsApplied() {
    write(
        health -> new HealthCopy(health).slot(41).in(Phase.UP),
        Duration.ZERO,
        "because",
        List.of());

    assertThat(granted().slot()).isEqualTo(42);
  }

  @Test
  void whatAnOvertakenClaimBringsIsDropped() {
    watch(Duration.ZERO);
    Granted overtaken = granted();
    open.time().passes(LEASE);
    Granted current = granted();

    assertThat(change(OptionalLong.of(overtaken.fence()), Duration.ofMinutes(5))).isEmpty();
    assertThat(refusal()).isPositive();
    assertThat(change(OptionalLong.of(current.fence()), Duration.ZERO)).isPresent();
    assertThat(claim()).isInstanceOf(Granted.class);
  }

  @Test
  void aClaimOfWhatIsNotThereChangesNothing() {
    assertThat(change(OptionalLong.of(1), Duration.ZERO)).isEmpty();
    assertThat(health.find(MAIL)).isEmpty();
  }

  @Test
  void aChangeWithoutAClaimLeavesTheClaimOfAnother() {
    watch(Duration.ZERO);
    Granted checking = granted();

    watch(Duration.ZERO);

    assertThat(claim()).isInstanceOf(Refused.class);
    assertThat(change(OptionalLong.of(checking.fence()), Duration.ZERO)).isPresent();
  }

  @Test
  void aClaimThatIsGivenBackIsDueAgainThen() {
    watch(Duration.ZERO);
    Granted given = granted();
    health.release(MAIL, given.fence(), Duration.ofSeconds(20));

    assertThat(refusal()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));

    open.time().passes(Duration.ofSeconds(20));
    Granted other = granted();
    health.release(MAIL, given.fence(), Duration.ZERO);

    assertThat(claim()).isInstanceOf(Refused.class);
    assertThat(other.fence()).isGreaterThan(given.fence());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "P1D"})
  void whatWasDueLaterIsDueAtOnceWhenTheClockIsSetBack(Duration back) {
    watch(Duration.ofMinutes(5));

    open.time().isSetBack(back);

    Granted granted = granted();
    assertThat(claim()).isInstanceOf(Refused.class);
    change(OptionalLong.of(granted.fence()), Duration.ofMinutes(5));
    assertThat(refusal()).isLessThanOrEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "P1D"})
  void aClaimThatWasMadeBeforeTheClockIsSetBackIsOver(Duration back) {
    watch(Duration.ZERO);
    Granted lost = granted();

    open.time().isSetBack(back);

    assertThat(granted().fence()).isGreaterThan(lost.fence());
  }

  @Test
  void aClockThatIsALittleSlowMakesNothingDue() {
    watch(Duration.ofMinutes(5));

    open.time().isSetBack(Duration.ofSeconds(3));

    assertThat(claim()).isInstanceOf(Refused.class);
  }

  @Test
  void aFunctionThatThrowsChangesNothing() {
    watch(Duration.ZERO);
    Optional<HealthRow> before = health.find(MAIL);

    assertThatThrownBy(
            () ->
                health.change(
                    MAIL,
                    OptionalLong.empty(),
                    (row, now) -> {
                      throw new IllegalStateException("it is broken");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("it is broken");

    assertThat(health.find(MAIL)).isEqualTo(before);
    watch(Duration.ofMinutes(5));
    assertThat(claim()).isInstanceOf(Refused.class);
  }

  @Test
  void aFunctionThatWantsNothingWritesNothing() {
    assertThat(health.change(MAIL, OptionalLong.empty(), (row, now) -> Optional.empty())).isEmpty();
    assertThat(health.all().rows()).isEmpty();
  }

  @Test
  void whatCannotBeWrittenWholeIsNotWrittenAtAll() {
    watch(Duration.ZERO);
    open.direct().useHandle(handle -> handle.execute("alter table outbox rename to away"));
    try {
      assertThatThrownBy(
              () ->
                  write(
                      health -> new HealthCopy(health).opened(1).in(Phase.DOWN),
                      Duration.ofDays(1),
                      "because",
                      List.of(mail("1"))))
          .isInstanceOf(StoreException.class);
    } finally {
      open.direct().useHandle(handle -> handle.execute("alter table away rename to outbox"));
    }

    assertThat(health.history(MAIL, 5)).hasSize(1);
    assertThat(incidents()).isEmpty();
    assertThat(claim()).isInstanceOf(Granted.class);
  }

  @Test
  void theDatabaseItselfRefusesASecondOpenIncident() {
    write(health -> new HealthCopy(health).opened(1).in(Phase.DOWN), Duration.ZERO, "down");

    assertThatThrownBy(
            () ->
                open.direct()
                    .useHandle(
                        handle ->
                            handle.execute(
                                """
                                insert into incident (connection, open_for, incident_number, since,
                                  opened_at, failures, recipients, next_reminder, reminders)
                                select connection, open_for, 2, since, opened_at, failures,
                                  recipients, next_reminder, reminders from incident
                                """)))
        .rootCause()
        .isInstanceOf(SQLException.class);
  }

  @Test
  void manyChangesAtOnceComeOneAfterTheOther() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      atOnce(
          nodes,
          40,
          node ->
              write(
                  health -> new HealthCopy(health).slot(health.slot() + 1).in(Phase.UP),
                  Duration.ZERO,
                  "because",
                  List.of(mail("only once"))));
    } finally {
      nodes.shutdownNow();
    }

    assertThat(health.find(MAIL)).map(row -> row.health().slot()).contains(40L);
    assertThat(health.history(MAIL, 50)).hasSize(1);
    assertThat(open.store().outbox().list(50)).hasSize(1);
  }

  @Test
  void aMailWhoseKeyIsKnownIsNotWrittenAgain() {
    write(health -> new HealthCopy(health).in(Phase.UP), Duration.ZERO, "", List.of(mail("1")));
    write(
        health -> new HealthCopy(health).in(Phase.UNKNOWN),
        Duration.ZERO,
        "",
        List.of(mail("1"), mail("2"), mail("2")));

    assertThat(open.store().outbox().list(9))
        .extracting(each -> each.mail().key())
        .containsExactly("2", "1");
    assertThat(health.history(MAIL, 9)).hasSize(2);
  }

  @Test
  void anIncidentIsOpenedAndClosedAndTheNextOneIsAnother() {
    write(health -> new HealthCopy(health).opened(1).in(Phase.DOWN), Duration.ZERO, "down");
    write(health -> new HealthCopy(health).opened(1).in(Phase.RECOVERING), Duration.ZERO, "better");
    write(health -> new HealthCopy(health).closed().in(Phase.UP), Duration.ZERO, "up");
    assertThat(incidents()).containsExactly("1 closed because up");

    write(health -> new HealthCopy(health).opened(2).in(Phase.DOWN), Duration.ZERO, "down again");

    assertThat(incidents()).containsExactly("1 closed because up", "2 open for acme-mail");
    assertThat(health.find(MAIL).flatMap(row -> row.health().incident()))
        .map(Incident::number)
        .contains(2);
  }

  @Test
  void anIncidentThatTakesThePlaceOfAnotherClosesIt() {
    write(health -> new HealthCopy(health).opened(1).in(Phase.DOWN), Duration.ZERO, "down");
    write(health -> new HealthCopy(health).opened(2).in(Phase.DOWN), Duration.ZERO, "another");

    assertThat(incidents()).containsExactly("1 closed because another", "2 open for acme-mail");
  }

  @Test
  void tellsTheHistoryFromTheLatestBackwards() {
    write(health -> new HealthCopy(health).in(Phase.UNKNOWN), Duration.ZERO, "one");
    write(health -> new HealthCopy(health).in(Phase.UP), Duration.ZERO, "two");
    write(health -> new HealthCopy(health).in(Phase.UP), Duration.ZERO, "none");
    write(health -> new HealthCopy(health).in(Phase.FAILING), Duration.ZERO, "three");

    assertThat(health.history(MAIL, 2))
        .extracting(Transition::from, Transition::to, Transition::reason)
        .containsExactly(
            tuple(Phase.UP, Phase.FAILING, "three"), tuple(Phase.UNKNOWN, Phase.UP, "two"));
    assertThat(health.history("other", 2)).isEmpty();
  }

  @Test
  void forgetsWhatIsOlderAndOver() {
    write(health -> new HealthCopy(health).opened(1).in(Phase.DOWN), Duration.ZERO, "one");
    write(health -> new HealthCopy(health).closed().in(Phase.UP), Duration.ZERO, "two");
    write(health -> new HealthCopy(health).opened(2).in(Phase.DOWN), Duration.ZERO, "three");
    Instant now = health.all().now();

    assertThat(health.forgetBefore(now.minusSeconds(3600))).isZero();
    assertThat(health.forgetBefore(now.plusSeconds(3600))).isEqualTo(4);

    assertThat(health.history(MAIL, 9)).isEmpty();
    assertThat(incidents()).containsExactly("2 open for acme-mail");
  }

  @Test
  void writesWhatADatabaseCannotHoldAsNearAsItCan() {
    write(health -> new HealthCopy(health).in(Phase.UP), Duration.ZERO, "nul \0 and \uD83D alone");

    assertThat(health.history(MAIL, 1))
        .extracting(Transition::reason)
        .containsExactly("nul \uFFFD and \uFFFD alone");
  }

  @Test
  void listsAllByName() {
    for (String name : List.of("b", "a", "c")) {
      health.change(
          name,
          OptionalLong.empty(),
          (row, now) ->
              Optional.of(
                  new Change(row.health(), Optional.empty(), Optional.empty(), "", List.of())));
    }

    assertThat(health.all().rows())
        .extracting(HealthRow::connection)
        .containsExactly("a", "b", "c");
  }

  @Test
  void readsExactlyWhatWasWritten() {
    Instant now = Instant.parse("2026-11-26T21:00:00.123456Z");
    String text = "it's \"quoted\"; -- \\ %\nnext\tline \uD83D\uDE00 " + "long ".repeat(20_000);
    Incident incident =
        new Incident(
            3,
            now.minusSeconds(5),
            now,
            4,
            List.of("alice@example.com", "bob@example.com"),
            now.plusSeconds(60),
            2,
            Optional.of(text));
    Health wanted =
        new Health(
            Phase.DOWN,
            now.minusSeconds(1),
            4,
            1,
            2,
            17,
            now.minusSeconds(2),
            true,
            3,
            Optional.of(incident),
            Optional.of(new Mute(now.plusSeconds(99), "alice@example.com", text)),
            text);
    LastCheck last = new LastCheck(now, "failed", 503, text, Duration.ofNanos(1_234_567_891));
    Instant due = now.plusSeconds(300);

    Optional<Applied> applied =
        health.change(
            MAIL,
            OptionalLong.empty(),
            (row, time) ->
                Optional.of(
                    new Change(wanted, Optional.of(due), Optional.of(last), text, List.of())));

    HealthRow expected = new HealthRow(MAIL, wanted, Optional.of(last), due);
    assertThat(applied).isPresent();
    assertThat(health.find(MAIL)).contains(expected);
    assertThat(health.all().rows()).containsExactly(expected);
    assertThat(health.history(MAIL, 5))
        .containsExactly(
            new Transition(MAIL, applied.get().now(), Phase.DISABLED, Phase.DOWN, text));
  }

  @Test
  void whatAnOwnerHasLeftBehindCanBeClaimedAtOnce() {
    watch(Duration.ZERO);
    assertThat(claim()).isInstanceOf(Granted.class);

    assertThat(health.releaseAll("another node")).isZero();
    assertThat(claim()).isInstanceOf(Refused.class);
    assertThat(health.releaseAll(NODE)).isEqualTo(1);

    assertThat(claim()).isInstanceOf(Granted.class);
  }

  private Claim claim() {
    return health.claim(MAIL, NODE, LEASE);
  }

  private Granted granted() {
    Claim claim = claim();
    assertThat(claim).isInstanceOf(Granted.class);
    return (Granted) claim;
  }

  private Duration refusal() {
    Claim claim = claim();
    assertThat(claim).isInstanceOf(Refused.class);
    return ((Refused) claim).left();
  }

  private static long fence(List<Claim> claims) {
    return claims.stream()
        .filter(Granted.class::isInstance)
        .mapToLong(claim -> ((Granted) claim).fence())
        .sum();
  }

  private void watch(Duration dueIn) {
    change(OptionalLong.empty(), dueIn);
  }

  private Optional<Applied> change(OptionalLong fence, Duration dueIn) {
    return health.change(
        MAIL,
        fence,
        (row, now) ->
            Optional.of(
                new Change(
                    new HealthCopy(row.health()).in(Phase.UP),
                    Optional.of(now.plus(dueIn)),
                    Optional.empty(),
                    "because",
                    List.of())));
  }

  private void write(UnaryOperator<Health> next, Duration dueIn, String reason) {
    write(next, dueIn, reason, List.of());
  }

  private Optional<Applied> write(
      UnaryOperator<Health> next, Duration dueIn, String reason, List<NewMail> mails) {
    return health.change(
        MAIL,
        OptionalLong.empty(),
        (row, now) ->
            Optional.of(
                new Change(
                    next.apply(row.health()),
                    Optional.of(now.plus(dueIn)),
                    Optional.empty(),
                    reason,
                    mails)));
  }

  private List<String> incidents() {
    return open.direct()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select incident_number || case when open_for is null then ' closed because '"
                            + " || closed_reason else ' open for ' || open_for end from incident"
                            + " order by id")
                    .mapTo(String.class)
                    .list());
  }

  private static NewMail mail(String key) {
    return Mails.mail(key, "thread", MailKind.OPENED);
  }

  private static <T> List<T> atOnce(ExecutorService nodes, int times, Function<String, T> call)
      throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<T>> calls = new ArrayList<>();
    for (int index = 0; index < times; index++) {
      String node = "node-" + index;
      calls.add(
          nodes.submit(
              () -> {
                start.await();
                return call.apply(node);
              }));
    }
    start.countDown();
    List<T> answers = new ArrayList<>();
    for (Future<T> each : calls) {
      answers.add(each.get(10, TimeUnit.SECONDS));
    }
    return answers;
  }
}
