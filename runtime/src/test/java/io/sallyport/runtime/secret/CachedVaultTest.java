// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.secret.Vault;
import io.sallyport.runtime.CapturedLog;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.logging.Logging;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CachedVaultTest {

  private static final String KEY = "${corp:key}";

  @RegisterExtension final CapturedLog log = new CapturedLog();

  private final Shelf shelf = new Shelf();
  private final Recording run = new Recording(Duration.ofSeconds(30));
  private Instant now = Instant.parse("2026-11-26T03:00:00Z");
  private final Vaults vaults =
      Vaults.none(() -> now)
          .with(
              "corp",
              "rest",
              shelf,
              new Lifetime(Duration.ofMinutes(5), Duration.ofHours(1)),
              Optional.empty());

  @AfterEach
  void close() {
    vaults.close();
  }

  @Test
  void asksAgainOnceTheLifetimeIsOver() {
    shelf.values.put("key", "first-value");
    assertThat(vaults.find(KEY)).isEqualTo("first-value");
    shelf.values.put("key", "second-value");

    pass(Duration.ofMinutes(4));
    assertThat(vaults.find(KEY)).isEqualTo("first-value");
    pass(Duration.ofMinutes(1));
    assertThat(vaults.find(KEY)).isEqualTo("second-value");
    assertThat(shelf.asked).hasValue(2);
  }

  @Test
  void asksAtOnceForAValueThatWasRefused() {
    shelf.values.put("key", "first-value");
    assertThat(vaults.find(KEY)).isEqualTo("first-value");
    shelf.values.put("key", "second-value");

    assertThat(vaults.findAfresh(KEY)).isEqualTo("second-value");
    assertThat(vaults.find(KEY)).isEqualTo("second-value");
  }

  @Test
  void usesTheLastValueWhileTheVaultIsDownAndTellsEachRunOnce() {
    log.start(Logging.Detail.WARNINGS, new Redactor());
    shelf.values.put("key", "first-value");
    assertThat(vaults.find(KEY)).isEqualTo("first-value");
    shelf.failure = Optional.of(new IOException("Connection refused."));
    pass(Duration.ofMinutes(7));

    try (CurrentRun ignored = CurrentRun.enter(run)) {
      assertThat(vaults.find(KEY)).isEqualTo("first-value");
      assertThat(vaults.find(KEY)).isEqualTo("first-value");
    }

    String notice =
        "The vault corp does not answer (Connection refused); the value that it gave 7 min ago is"
            + " used.";
    assertThat(run.warnings).containsExactly(notice);
    assertThat(log.lines()).singleElement().asString().endsWith(notice);
    assertThat(shelf.asked).as("asked again at most every half a minute").hasValue(2);
  }

  @Test
  void takesANewValueOnceTheVaultIsBack() {
    shelf.values.put("key", "first-value");
    assertThat(vaults.find(KEY)).isEqualTo("first-value");
    shelf.failure = Optional.of(new IOException("Connection refused"));
    pass(Duration.ofMinutes(7));
    assertThat(vaults.find(KEY)).isEqualTo("first-value");

    shelf.failure = Optional.empty();
    shelf.values.put("key", "second-value");
    pass(Duration.ofSeconds(30));

    assertThat(vaults.find(KEY)).isEqualTo("second-value");
  }

  @Test
  void doesNotUseAValueThatIsTooOld() {
    shelf.values.put("key", "first-value");
    assertThat(vaults.find(KEY)).isEqualTo("first-value");
    shelf.failure = Optional.of(new IOException("Connection refused"));

    pass(Duration.ofMinutes(59));
    assertThat(vaults.find(KEY)).isEqualTo("first-value");
    pass(Duration.ofMinutes(1));
    assertThatThrownBy(() -> vaults.find(KEY))
        .isInstanceOfSatisfying(
            CommandException.class,
            e -> {
              assertThat(e.status()).isEqualTo(503);
              assertThat(e.text()).isEqualTo(KEY + " cannot be read: Connection refused.");
            });
  }

  @Test
  void doesNotUseAValueThatTheVaultNoLongerHasOrRefuses() {
    shelf.values.put("key", "first-value");
    assertThat(vaults.find(KEY)).isEqualTo("first-value");
    CommandException denied =
        Finding.DENIED.failure(Map.of("rule", "The token may not read this."));
    shelf.failure = Optional.of(denied);
    pass(Duration.ofMinutes(7));
    assertThatThrownBy(() -> vaults.find(KEY))
        .isInstanceOf(CommandException.class)
        .hasMessage(denied.getMessage());

    // What it has refused is gone for a later outage, too.
    shelf.failure = Optional.of(new IOException("Connection refused"));
    assertThatThrownBy(() -> vaults.find(KEY)).hasMessageContaining("Connection refused");
    shelf.failure = Optional.empty();
    shelf.values.clear();
    assertThatThrownBy(() -> vaults.find(KEY)).hasMessageContaining("is not in the vault");
  }

  @Test
  void waitsNoLongerThanTheRunForAVaultThatHangs() {
    CountDownLatch never = new CountDownLatch(1);
    shelf.gate = Optional.of(never);
    Recording hurried = new Recording(Duration.ofMillis(200));

    try (CurrentRun ignored = CurrentRun.enter(hurried)) {
      assertThatThrownBy(() -> vaults.find(KEY)).hasMessageContaining("no answer in time");
    } finally {
      never.countDown();
    }
    assertThat(Instant.now()).isAfterOrEqualTo(hurried.deadline);
  }

  @Test
  void aKeyThatHangsHoldsUpNoOther() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    shelf.gate = Optional.of(never);
    shelf.values.put("key", "first-value");
    shelf.values.put("free", "other-value");
    CompletableFuture<String> stuck = CompletableFuture.supplyAsync(() -> vaults.find(KEY));
    assertThat(shelf.reached.await(10, TimeUnit.SECONDS)).isTrue();

    assertThat(vaults.find("${corp:free}")).isEqualTo("other-value");
    assertThat(stuck).isNotDone();

    never.countDown();
    assertThat(stuck.get(10, TimeUnit.SECONDS)).isEqualTo("first-value");
  }

  @Test
  void allWhoNeedAKeyAtTheSameTimeShareOneQuestion() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    shelf.gate = Optional.of(open);
    shelf.values.put("key", "first-value");
    CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> vaults.find(KEY));
    assertThat(shelf.reached.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<String> second = new CompletableFuture<>();
    Thread joining = new Thread(() -> second.complete(vaults.find(KEY)));
    joining.start();
    while (joining.getState() != Thread.State.TIMED_WAITING && joining.isAlive()) {
      Thread.onSpinWait();
    }
    open.countDown();

    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("first-value");
    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("first-value");
    assertThat(shelf.asked).hasValue(1);
  }

  @Test
  void whoeverHasMoreTimeAsksForHimselfWhenTheFirstGivesUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    shelf.gate = Optional.of(never);
    shelf.values.put("key", "first-value");
    CompletableFuture<String> first = inAThread(new Recording(Duration.ofMillis(300)));
    assertThat(shelf.reached.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<String> second = inAThread(new Recording(Duration.ofSeconds(30)));
    assertThat(first).failsWithin(Duration.ofSeconds(10));
    shelf.gate = Optional.empty();
    never.countDown();

    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("first-value");
  }

  @Test
  void warnsTheRunOnBehalfOfTheVaultAndKeepsItsOwnRequestsOutOfTheAccount() {
    Vaults talking =
        Vaults.none(() -> now)
            .with(
                "corp",
                new Vault() {
                  @Override
                  public Optional<String> find(String key) {
                    throw new UnsupportedOperationException();
                  }

                  @Override
                  public Optional<String> find(String key, Invocation forRun) {
                    forRun.warn("The token expires tomorrow.");
                    return Optional.of(forRun.id() + " " + (forRun == run));
                  }
                });
    try (CurrentRun ignored = CurrentRun.enter(run)) {
      assertThat(talking.find(KEY)).isEqualTo("run-7 false");
    }
    assertThat(run.warnings).containsExactly("The token expires tomorrow.");
    talking.close();
  }

  private CompletableFuture<String> inAThread(Recording forRun) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (CurrentRun ignored = CurrentRun.enter(forRun)) {
            return vaults.find(KEY);
          }
        });
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  /** A vault that can be down, and slow for one key. */
  private static final class Shelf implements Vault {

    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile Optional<Exception> failure = Optional.empty();
    private volatile Optional<CountDownLatch> gate = Optional.empty();

    @Override
    public Optional<String> find(String key) throws Exception {
      asked.incrementAndGet();
      if (gate.isPresent() && key.equals("key")) {
        CountDownLatch latch = gate.get();
        reached.countDown();
        // A hang that no interrupt ends.
        while (latch.getCount() > 0) {
          Thread.onSpinWait();
        }
      }
      if (failure.isPresent()) {
        throw failure.get();
      }
      return Optional.ofNullable(values.get(key));
    }
  }

  private static final class Recording implements Invocation {

    private final Instant deadline;
    private final List<String> warnings = new ArrayList<>();

    private Recording(Duration time) {
      this.deadline = Instant.now().plus(time);
    }

    @Override
    public String id() {
      return "run-7";
    }

    @Override
    public Instant deadline() {
      return deadline;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void log(String line) {}

    @Override
    public void warn(String line) {
      warnings.add(line);
    }

    @Override
    public void item(Item item) {}
  }
}
