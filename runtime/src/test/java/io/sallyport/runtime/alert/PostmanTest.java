// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import static io.sallyport.runtime.alert.AlertSamples.ACME;
import static io.sallyport.runtime.alert.AlertSamples.LETTERS;
import static io.sallyport.runtime.alert.AlertSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.CapturedLog;
import io.sallyport.runtime.logging.Logging;
import io.sallyport.runtime.mail.Delivery.Accepted;
import io.sallyport.runtime.mail.Letter;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.store.Store;
import io.sallyport.runtime.store.StoreForTests;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class PostmanTest {

  private static final Duration LEASE = Duration.ofMillis(400);

  @RegisterExtension final CapturedLog log = new CapturedLog();

  private final Store store = StoreForTests.open(InstantSource.system());
  private final FlakyOutbox outbox = new FlakyOutbox(store.outbox());
  private final BlockingQueue<Letter> arrived = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void sendsAtOnceWhatItIsWokenFor() throws Exception {
    Postman postman = postman(this::take);
    postman.start();
    put();
    long started = System.nanoTime();
    postman.wake();

    assertThat(arrived.poll(10, TimeUnit.SECONDS)).isNotNull();
    // It looks by itself after half a minute only.
    assertThat(System.nanoTime() - started).isLessThan(Duration.ofSeconds(10).toNanos());
    postman.close(Duration.ofSeconds(5));
  }

  @Test
  void endsInTimeThoughTheMailServerHangsAndTheMailIsSentAgainUnderTheSameId() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    BlockingQueue<Letter> held = new LinkedBlockingQueue<>();
    Postman stuck =
        postman(
            letter -> {
              held.add(letter);
              hangs.countDown();
              awaitQuietly(released);
              return new Accepted(250, "250 queued");
            });
    put();
    stuck.start();
    assertThat(hangs.await(10, TimeUnit.SECONDS)).isTrue();

    long started = System.nanoTime();
    stuck.close(Duration.ofMillis(200));
    assertThat(System.nanoTime() - started).isLessThan(Duration.ofSeconds(3).toNanos());

    Postman next = postman(this::take);
    next.start();
    Letter again = arrived.poll(10, TimeUnit.SECONDS);
    next.close(Duration.ofSeconds(5));
    released.countDown();

    assertThat(again).isNotNull();
    assertThat(again.messageId()).isEqualTo(held.take().messageId());
  }

  @Test
  void saysOnceThatTheDatabaseIsGoneAndOnceThatItIsBack() throws Exception {
    log.start(Logging.Detail.SERVICE, new Redactor());
    outbox.leasesToFail.set(3);
    put();
    Postman postman = postman(this::take);
    postman.start();

    assertThat(arrived.poll(10, TimeUnit.SECONDS)).isNotNull();
    postman.close(Duration.ofSeconds(5));

    assertThat(log.lines().stream().filter(line -> line.contains("WARN"))).hasSize(1);
    assertThat(log.text()).contains("The database can be used again: mails are sent");
  }

  @Test
  void outlivesWhateverAMailServersCodeThrows() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    put();
    Postman postman =
        postman(
            letter -> {
              if (calls.incrementAndGet() == 1) {
                throw new StackOverflowError();
              }
              return take(letter);
            });
    postman.start();

    // Its lease has to run out first.
    assertThat(arrived.poll(10, TimeUnit.SECONDS)).isNotNull();
    postman.close(Duration.ofSeconds(5));
  }

  private Accepted take(Letter letter) {
    arrived.add(letter);
    return new Accepted(250, "250 queued");
  }

  private void put() {
    store.outbox().add(LETTERS.of(AlertSamples.opened("alice@example.com"), ACME, NOW));
  }

  private Postman postman(Mailing mailing) {
    return new Postman(
        outbox,
        mailing,
        LETTERS::digest,
        new PostmanSettings("here", 20, LEASE, Duration.ofHours(24), 60),
        new Random(7),
        Duration.ofMillis(20));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
