// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProofpointSimulatorTest {
  private static final String LISTS = "/api/v1/orgs/example.com/sender-lists";

  private final ProofpointSimulator simulator =
      ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0);
  private final Client admin = Client.admin(simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void tellsWhoHoldsThePortInWordsForAPerson() {
    int port = simulator.uri().getPort();

    assertThatThrownBy(
            () -> ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), port))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("Port " + port + " on 127.0.0.1 is already in use. ");
  }

  @Test
  void givesThePortBackWhenClosedTwice() {
    int port = simulator.uri().getPort();
    simulator.close();
    simulator.close();

    try (ProofpointSimulator next =
        ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), port)) {
      assertThat(next.uri()).isEqualTo(URI.create("http://127.0.0.1:" + port));
      assertThat(Client.admin(next).get("/api/v1/me").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void keepsAJournalWithoutThePassword() {
    String body = "{\"allow_list\":[\"n@x.example\"]}";
    admin.send("POST", LISTS + "?page=1", body);
    Client.anonymous(simulator).get("/api/v1/orgs/a%40b");
    Client.admin(simulator).with("X-correlator", "c").get("/api/v1/me");

    List<JournalEntry> journal = simulator.journal();

    assertThat(journal)
        .extracting(
            JournalEntry::method,
            JournalEntry::path,
            JournalEntry::status,
            JournalEntry::user,
            JournalEntry::body)
        .containsExactly(
            tuple("POST", LISTS + "?page=1", 204, "admin@example.com", body),
            tuple("GET", "/api/v1/orgs/a%40b", 401, "", ""),
            tuple("GET", "/api/v1/me", 200, "admin@example.com", ""));
    assertThat(journal.toString()).doesNotContain(DemoDirectory.PASSWORD);

    simulator.clearJournal();
    assertThat(simulator.journal()).isEmpty();
  }

  @Test
  void losesNothingWhenTwoClientsAddAtOnce() throws Exception {
    int each = 200;
    ExecutorService clients = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> refused = new ArrayList<>();
      for (String name : List.of("one", "two")) {
        refused.add(clients.submit(() -> addOneByOne(name, each)));
      }
      for (Future<Integer> count : refused) {
        assertThat(count.get()).isZero();
      }
    } finally {
      clients.shutdown();
    }

    assertThat(simulator.directory().senderLists("example.com").blocked())
        .filteredOn(entry -> entry.endsWith("@load.example"))
        .hasSize(2 * each);
  }

  private int addOneByOne(String name, int count) {
    int refused = 0;
    for (int index = 0; index < count; index++) {
      String body = "{\"block_list\":[\"" + name + index + "@load.example\"]}";
      refused += admin.status("POST", LISTS, body) == 204 ? 0 : 1;
    }
    return refused;
  }

  @Test
  void letsOnlyOneClientAddAnEntryThatBothSendAtOnce() throws Exception {
    String body = "{\"block_list\":[\"same@load.example\"]}";
    ExecutorService clients = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> one = clients.submit(() -> admin.status("POST", LISTS, body));
      Future<Integer> two = clients.submit(() -> admin.status("POST", LISTS, body));

      assertThat(List.of(one.get(), two.get())).containsExactlyInAnyOrder(204, 409);
    } finally {
      clients.shutdown();
    }
  }

  @Test
  void handlesAHundredThousandEntriesQuickly() {
    String many =
        IntStream.range(0, 100_000)
            .mapToObj(number -> "\"sender" + number + "@load.example\"")
            .collect(Collectors.joining(","));
    admin.send("POST", LISTS, "{\"block_list\":[\"warm@up.example\"]}");

    Duration add = timed(() -> admin.send("POST", LISTS, "{\"block_list\":[" + many + "]}"), 204);
    Duration again = timed(() -> admin.send("POST", LISTS, "{\"block_list\":[" + many + "]}"), 409);
    Duration one =
        timed(() -> admin.send("POST", LISTS, "{\"block_list\":[\"1@load.example\"]}"), 204);
    Duration get = timed(() -> admin.get(LISTS), 200);
    Duration delete =
        timed(() -> admin.send("DELETE", LISTS, "{\"block_list\":[" + many + "]}"), 204);

    assertThat(List.of(add, again, one, get, delete))
        .allSatisfy(took -> assertThat(took).isLessThan(Duration.ofSeconds(5)));
    assertThat(one).isLessThan(Duration.ofMillis(500));
    assertThat(simulator.directory().senderLists("example.com").blocked())
        .contains("1@load.example")
        .hasSizeLessThan(10);
  }

  @Test
  void neverWaitsForADelayedAcknowledgement() {
    for (int index = 0; index < 300; index++) {
      admin.get(LISTS);
    }

    Duration read = median(500, index -> admin.get(LISTS));
    Duration write =
        median(
            500,
            index ->
                admin.send(
                    index % 2 == 0 ? "POST" : "DELETE",
                    LISTS,
                    "{\"block_list\":[\"loop@load.example\"]}"));

    // One delayed acknowledgement is 40 ms.
    assertThat(read).isLessThan(Duration.ofMillis(20));
    assertThat(write).isLessThan(Duration.ofMillis(20));
  }

  private static Duration timed(Supplier<HttpResponse<String>> request, int status) {
    long start = System.nanoTime();
    HttpResponse<String> response = request.get();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(response.statusCode()).isEqualTo(status);
    return took;
  }

  private static Duration median(int count, IntConsumer request) {
    long[] took = new long[count];
    for (int index = 0; index < count; index++) {
      long start = System.nanoTime();
      request.accept(index);
      took[index] = System.nanoTime() - start;
    }
    Arrays.sort(took);
    return Duration.ofNanos(took[count / 2]);
  }
}
