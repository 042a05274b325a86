// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sallyport.testkit.server.FaultRule;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private static final String ME = "/api/v1/me";
  private static final String LISTS = "/api/v1/orgs/example.com/sender-lists";
  private static final String GROUP = "/api/v1/orgs/example.com/groups/12345/sender-lists";
  private static final String ENTRY = "{\"block_list\":[\"n@x.example\"]}";

  private final ProofpointSimulator simulator =
      ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0);
  private final Client admin = Client.admin(simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void appliesToARouteAndAMethodAndSoManyRequests() {
    add("POST **/orgs/*/sender-lists status 503 times=2 after=1");

    assertThat(
            Stream.of("a", "b", "c", "d")
                .map(name -> admin.status("POST", LISTS, "{\"block_list\":[\"" + name + "\"]}")))
        .containsExactly(204, 503, 503, 204);
    assertThat(admin.status("POST", GROUP, ENTRY)).isEqualTo(204);
    assertThat(admin.get(LISTS).statusCode()).isEqualTo(200);
    assertThat(simulator.directory().senderLists("example.com").blocked())
        .contains("a", "d")
        .doesNotContain("b", "c");
  }

  @Test
  void hasDoneAWriteWhoseAnswerIsLost() {
    add("POST **/sender-lists reset-after times=1");
    add("DELETE **/sender-lists reset-after times=1");

    assertThatThrownBy(() -> admin.send("POST", LISTS, ENTRY))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(admin.get(LISTS).body()).contains("n@x.example");
    assertThat(admin.status("POST", LISTS, ENTRY)).as("sent again").isEqualTo(409);
    assertThatThrownBy(() -> admin.send("DELETE", LISTS, ENTRY))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(admin.get(LISTS).body()).doesNotContain("n@x.example");
    assertThat(admin.status("DELETE", LISTS, ENTRY)).as("sent again").isEqualTo(404);
  }

  @Test
  void hasDoneNothingWhenTheConnectionBreaksBefore() {
    add("POST **/sender-lists reset-before times=1");

    assertThatThrownBy(() -> admin.send("POST", LISTS, ENTRY))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(admin.get(LISTS).body()).doesNotContain("n@x.example");
    assertThat(admin.status("POST", LISTS, ENTRY)).isEqualTo(204);
  }

  @Test
  void keepsSwallowedRequestsInTheJournal() {
    add("POST ** reset-after times=1");
    add("POST ** close times=1");
    add("GET ** truncated times=1");
    add("GET ** throttle 7 times=1");
    failing("POST", ENTRY);
    failing("POST", ENTRY);
    admin.get(LISTS);
    admin.get(LISTS);
    admin.get(LISTS);

    assertThat(simulator.journal())
        .extracting(
            JournalEntry::method, JournalEntry::status, JournalEntry::fault, JournalEntry::body)
        .containsExactly(
            tuple("POST", 0, "reset-after", ENTRY),
            tuple("POST", 0, "close", ENTRY),
            tuple("GET", 200, "truncated", ""),
            tuple("GET", 429, "throttle 7", ""),
            tuple("GET", 200, "", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "no-read"})
  void tellsTheJournalOfARequestThatIsStillWaiting(String fault) {
    add(fault);

    assertThatThrownBy(() -> get(ME, Duration.ofMillis(500)))
        .isInstanceOf(HttpTimeoutException.class);

    assertThat(simulator.journal())
        .extracting(JournalEntry::path, JournalEntry::status, JournalEntry::fault)
        .containsExactly(tuple(ME, 0, fault));
  }

  @Test
  void keepsPasswordsOutOfTheJournal() {
    add("POST ** status 503 times=1");
    String password = DemoDirectory.PASSWORD;
    admin.send("POST", LISTS + "?key=" + password, "{\"allow_list\":[\"" + password + "\"]}");
    admin.get("/api/v1/orgs/" + password.replace("-", "%2D"));
    Client.anonymous(simulator)
        .with("X-User", "Wrong-Passw0rd")
        .with("X-Password", "Wrong-Passw0rd")
        .get("/api/v1/me?Wrong-Passw0rd");

    assertThat(simulator.journal())
        .extracting(JournalEntry::path, JournalEntry::user, JournalEntry::body)
        .containsExactly(
            tuple(LISTS + "?key=******", "admin@example.com", "{\"allow_list\":[\"******\"]}"),
            tuple("******", "admin@example.com", ""),
            tuple("/api/v1/me?******", "******", ""));
  }

  @Test
  void sendsAHundredThousandEntriesPackedWithGzip() throws Exception {
    simulator.directory().fill("example.com", 100_000);
    add("GET **/sender-lists gzip");

    HttpResponse<byte[]> response =
        HttpClient.newHttpClient().send(request(LISTS).build(), BodyHandlers.ofByteArray());

    assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (GZIPInputStream unpacked =
        new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(Client.json(new String(unpacked.readAllBytes(), UTF_8)).path("block_list"))
          .hasSize(100_002);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status 500 | 500",
        "bad-gateway | 502",
        "status 503 {\"message\":\"Down\"} | 503",
        "throttle | 429",
        "throttle missing | 429",
        "redirect https://other.example/ 307 | 307",
        "html | 200",
        "empty | 200"
      })
  void answersInPlaceOfTheVendor(String fault, int status) {
    add(fault);

    assertThat(admin.status("POST", LISTS, ENTRY)).isEqualTo(status);
    assertThat(simulator.directory().senderLists("example.com").blocked())
        .doesNotContain("n@x.example");
    assertThat(simulator.journal()).extracting(JournalEntry::status).containsExactly(status);
  }

  private void add(String rule) {
    simulator.faults().add(FaultRule.parse(rule));
  }

  private void failing(String method, String body) {
    assertThatThrownBy(() -> admin.send(method, LISTS, body))
        .isInstanceOf(UncheckedIOException.class);
  }

  private void get(String path, Duration patience) throws Exception {
    HttpClient.newHttpClient()
        .send(request(path).timeout(patience).build(), BodyHandlers.discarding());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(simulator.uri() + path))
        .headers("X-User", "admin@example.com", "X-Password", DemoDirectory.PASSWORD);
  }
}
