// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpoilsTest {

  private static final String BODY = "{\"name\":\"K\u00f6ln\"}";
  private static final int BYTES = 16;

  private final AtomicInteger handled = new AtomicInteger();
  private final JdkClient jdk = new JdkClient();
  private volatile ServerAnswer answer = ServerAnswer.json(201, BODY).withHeader("X-Own", "1");
  private final FaultyServer server =
      FaultyServer.start(
          request -> {
            handled.incrementAndGet();
            return answer;
          });

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersLateWhatItHasDoneAtOnce() throws Exception {
    server.faults().add(FaultRule.parse("delay 300ms"));
    long asked = System.nanoTime();
    HttpResponse<String> response = jdk.post(server.uri());

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(290));
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo(BODY);

    server.faults().clear();
    server.faults().add(FaultRule.parse("delay 1h"));
    try (RawClient client = asked("POST")) {
      assertThat(client.hearsNothing()).isTrue();
      assertThat(handled).hasValue(2);
    }
  }

  @Test
  void stopsInTheMiddleOfTheBodyAndHolds() throws IOException {
    server.faults().add(FaultRule.parse("stall"));
    try (RawClient client = asked("GET")) {
      assertThat(client.head())
          .startsWith("HTTP/1.1 201 Created\r\n")
          .contains("X-Own: 1\r\n", "Content-Length: " + BYTES);
      assertThat(client.read(BYTES / 2)).isEqualTo(BODY.substring(0, BYTES / 2));
      assertThat(client.hearsNothing()).isTrue();
    }
    assertThat(
            catchThrowableOfType(
                HttpTimeoutException.class, () -> jdk.post(server.uri(), JdkClient.BRIEF)))
        .isNotNull();
    assertThat(handled).hasValue(2);
  }

  @Test
  void stopsInTheMiddleOfTheBodyAndEnds() throws IOException {
    server.faults().add(FaultRule.parse("cut"));
    try (RawClient client = asked("GET")) {
      assertThat(client.head()).contains("Content-Length: " + BYTES);
      assertThat(client.everything()).isEqualTo(BODY.substring(0, BYTES / 2));
    }
    assertThat(catchThrowableOfType(IOException.class, () -> jdk.post(server.uri())))
        .hasMessageContaining("received");
    assertThat(handled).hasValue(2);
  }

  @Test
  void dripsTheWholeBody() throws Exception {
    server.faults().add(FaultRule.parse("drip 10ms"));
    long asked = System.nanoTime();

    assertThat(jdk.post(server.uri()).body()).isEqualTo(BODY);
    assertThat(Duration.ofNanos(System.nanoTime() - asked))
        .isGreaterThan(Duration.ofMillis(BYTES * 10 - 10));

    server.faults().clear();
    server.faults().add(FaultRule.parse("drip 1h"));
    try (RawClient client = asked("GET")) {
      assertThat(client.head()).contains("Content-Length: " + BYTES);
      assertThat(client.hearsNothing()).isTrue();
    }
  }

  @Test
  void breaksTheJsonAndNotTheHttp() throws Exception {
    server.faults().add(FaultRule.parse("truncated"));

    HttpResponse<String> response = jdk.post(server.uri());

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo(BODY.substring(0, BODY.length() / 2));
    assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(7);
    try (RawClient client = asked("GET")) {
      assertThat(client.head()).contains("Content-Length: 7\r\n");
      assertThat(client.read(7)).isEqualTo("{\"name\"");
    }
  }

  @ParameterizedTest
  @CsvSource({"wrong-charset, ISO-8859-1", "wrong-charset utf-16, UTF-16"})
  void declaresUtf8AndSendsAnotherCharset(String fault, String charset) throws Exception {
    server.faults().add(FaultRule.parse(fault));

    HttpResponse<byte[]> response = jdk.postForBytes(server.uri());

    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
    assertThat(new String(response.body(), Charset.forName(charset))).isEqualTo(BODY);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).isNotEqualTo(BODY);
    try (RawClient client = asked("GET")) {
      assertThat(client.head()).contains("Content-Type: application/json; charset=utf-8\r\n");
    }
  }

  @Test
  void packsTheAnswerThoughNobodyHasAsked() throws Exception {
    server.faults().add(FaultRule.parse("gzip"));

    HttpResponse<byte[]> response = jdk.postForBytes(server.uri());

    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body()));
    assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(BODY);
    try (RawClient client = asked("GET")) {
      assertThat(client.head()).contains("Content-Encoding: gzip\r\n", "X-Own: 1\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncated", "wrong-charset", "gzip", "cut", "stall", "drip"})
  void spoilsASampleWhereThereIsNothingToSpoil(String fault) throws IOException {
    answer = ServerAnswer.of(204);
    server.faults().add(FaultRule.parse(fault));
    try (RawClient client = asked("DELETE")) {
      assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n").contains("application/json");
    }
    assertThat(handled).hasValue(1);
  }

  @Test
  void spoilsASampleWhereTheCharsetWouldMakeNoDifference() throws Exception {
    answer = ServerAnswer.json(200, "{\"name\":\"Bonn\"}");
    server.faults().add(FaultRule.parse("wrong-charset"));

    assertThat(new String(jdk.postForBytes(server.uri()).body(), StandardCharsets.UTF_8))
        .contains("\ufffd");
  }

  @Test
  void spoilsASampleWhereHalfOfTheTextWouldBeWhole() throws Exception {
    answer = ServerAnswer.json(200, "1234");
    server.faults().add(FaultRule.parse("truncated"));

    assertThat(jdk.post(server.uri()).body()).startsWith("{\"message\":");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delay 1ms", "truncated", "wrong-charset", "gzip", "drip 1ms"})
  void keepsTheConnectionInTheStateThatHttpSays(String fault) throws IOException {
    server.faults().add(FaultRule.parse(fault + " times=2"));
    try (RawClient client = asked("HEAD")) {
      assertThat(client.head()).startsWith("HTTP/1.1 201 ").doesNotContain("Connection:");
      client.send("HEAD /things HTTP/1.1");
      assertThat(client.head()).startsWith("HTTP/1.1 201 ");
      client.send("GET /things HTTP/1.1", "Connection: close");
      assertThat(client.head()).startsWith("HTTP/1.1 201 ");
      assertThat(client.everything()).hasSize(BYTES);
    }
  }

  private RawClient asked(String method) throws IOException {
    return RawClient.to(server.uri()).send(method + " /things HTTP/1.1");
  }
}
