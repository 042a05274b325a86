// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much is read of an answer, and how it may be packed. */
class AnswerReaderTest {

  private static final Limits SMALL = new Limits(1_000, 5_000, 100);

  private final Egress egress = new Egress();

  @AfterEach
  void close() {
    egress.close();
  }

  @Test
  void takesAnAnswerAsLargeAsTheLimit() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((request, connection) -> connection.answer("200 OK", zeros(1_000)))) {
      assertThat(get(server).text()).hasSize(1_000);
    }
  }

  @Test
  void doesNotReadAnAnswerThatSaysItIsTooLarge() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n");
              connection.awaitClose();
            })) {
      CommandException failure = failureOfGet(server);

      assertThat(failure.status()).isEqualTo(502);
      assertThat(failure.text()).isEqualTo("Bad Gateway: the answer is larger than 1,000 bytes.");
      assertThat(failure.sent()).contains(Sent.YES);
      assertThat(server.awaitClientClose()).isTrue();
    }
  }

  @Test
  void stopsReadingAnAnswerWithoutEnd() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              while (true) {
                connection.send("64\r\n" + "x".repeat(100) + "\r\n");
              }
            })) {
      CommandException failure = failureOfGet(server);

      assertThat(failure.text()).contains("larger than 1,000 bytes");
      assertThat(failure.sent()).contains(Sent.YES);
      assertThat(server.awaitClientClose()).isTrue();
    }
  }

  @Test
  void namesALimitOfMegabytesAsSuch() {
    assertThat(Failures.tooLarge(Limits.defaults()).text()).contains("larger than 10 MB.");
    assertThat(Failures.tooLargeUnpacked(Limits.defaults()).text()).contains("than 50 MB when");
  }

  @Test
  void doesNotMindTheLengthOfWhatHeadLeavesOut() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) ->
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"))) {
      assertThat(client(server).send(ApiRequest.head("/things"), run()).text()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "GZIP"})
  void unpacksWhatIsPackedThoughItDidNotAsk(String encoding) throws Exception {
    try (ScriptedServer server = packed(encoding, gzip("{\"a\": 1}".getBytes(UTF_8)))) {
      ApiResponse response = get(server);

      assertThat(response.json().path("a").intValue()).isEqualTo(1);
      assertThat(response.header("Content-Encoding")).isEmpty();
    }
  }

  @Test
  void takesAnUnpackedAnswerAsLargeAsTheLimit() throws Exception {
    try (ScriptedServer server = packed("gzip", gzip(zeros(5_000)))) {
      assertThat(get(server).text()).hasSize(5_000);
    }
  }

  @Test
  void stopsUnpackingABomb() throws Exception {
    try (ScriptedServer server = packed("gzip", gzip(zeros(500_000)))) {
      CommandException failure = failureOfGet(server);

      assertThat(failure.status()).isEqualTo(502);
      assertThat(failure.text())
          .isEqualTo(
              "Bad Gateway: the answer is packed and larger than 5,000 bytes when unpacked.");
      assertThat(failure.sent()).contains(Sent.YES);
    }
  }

  @Test
  void saysWhatIsWrongWithAPackedAnswer() throws Exception {
    byte[] whole = gzip("{\"a\": 1}".getBytes(UTF_8));
    try (ScriptedServer cut = packed("gzip", Arrays.copyOf(whole, whole.length - 12));
        ScriptedServer plain = packed("gzip", "{\"a\": 1}".getBytes(UTF_8));
        ScriptedServer unknown = packed("br", whole)) {
      assertThat(failureOfGet(cut).text()).contains("ends too early");
      assertThat(failureOfGet(plain).text()).contains("is damaged");
      assertThat(failureOfGet(unknown).text()).contains("packed in a way that was not asked for");
    }
  }

  @Test
  void readsAPackedErrorToo() throws Exception {
    byte[] body = gzip("{\"message\": \"Too bad.\"}".getBytes(UTF_8));
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) ->
                connection.answer("409 Conflict\r\nContent-Encoding: gzip", body))) {
      assertThat(failureOfGet(server).text()).isEqualTo("Too bad.");
    }
  }

  private static ScriptedServer packed(String encoding, byte[] body) throws Exception {
    return new ScriptedServer(
        (request, connection) ->
            connection.answer("200 OK\r\nContent-Encoding: " + encoding, body));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  private static byte[] zeros(int count) {
    return "0".repeat(count).getBytes(StandardCharsets.US_ASCII);
  }

  private ApiResponse get(ScriptedServer server) {
    return client(server).send(ApiRequest.get("/things"), run());
  }

  private CommandException failureOfGet(ScriptedServer server) {
    return catchThrowableOfType(CommandException.class, () -> get(server));
  }

  private ApiClient client(ScriptedServer server) {
    EgressSettings settings =
        new EgressSettings(
            "test",
            Set.of("127.0.0.1", "localhost"),
            false,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Tls.defaults(),
            SMALL,
            Throttle.defaults());
    return egress.outlet(settings, Credentials.NONE).client(server.uri());
  }

  private static TestRun run() {
    return TestRun.unhurried();
  }
}
