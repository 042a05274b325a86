// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplacementsTest {

  private final AtomicInteger handled = new AtomicInteger();
  private final JdkClient jdk = new JdkClient();
  private final FaultyServer server =
      FaultyServer.start(request -> ServerAnswer.json(200, "[" + handled.incrementAndGet() + "]"));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "html @ 200 @ text/html; charset=utf-8 @ <title>Sign in</title>",
        "bad-gateway @ 502 @ text/html; charset=utf-8 @ <title>502 Bad Gateway</title>",
        "status 500 @ 500 @ '' @ ''",
        "status 503 Come back later @ 503 @ text/plain; charset=utf-8 @ Come back later",
        "status 599 {\"a\": 1} @ 599 @ application/json @ {\"a\": 1}",
        "throttle @ 429 @ '' @ ''",
        "empty @ 200 @ '' @ ''"
      })
  void answersInTheHandlersPlace(String fault, int status, String contentType, String body)
      throws Exception {
    server.faults().add(FaultRule.parse(fault));

    HttpResponse<String> response = jdk.post(server.uri());

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).isEqualTo(contentType);
    assertThat(response.body()).contains(body);
    assertThat(response.body().isEmpty()).isEqualTo(body.isEmpty());
    assertThat(head()).startsWith("HTTP/1.1 " + status + " ");
    assertThat(handled).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "throttle, 1",
    "throttle 0, 0",
    "throttle 120, 120",
    "throttle garbage, soon",
    "throttle huge, 99999999999999999999",
    "throttle missing,"
  })
  void saysWhenToComeAgain(String fault, String retryAfter) throws Exception {
    server.faults().add(FaultRule.parse(fault));

    HttpResponse<String> response = jdk.post(server.uri());

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After").orElse(null)).isEqualTo(retryAfter);
    assertThat(head()).startsWith("HTTP/1.1 429 Too Many Requests\r\n");
  }

  @Test
  void saysWhenToComeAgainAsADate() throws Exception {
    server.faults().add(FaultRule.parse("throttle date 1h"));
    Instant before = Instant.now();

    String date = jdk.post(server.uri()).headers().firstValue("Retry-After").orElseThrow();

    assertThat(date).hasSize("Sun, 06 Nov 1994 08:49:37 GMT".length());
    Instant again = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    assertThat(Duration.between(before, again).toMinutes()).isBetween(59L, 60L);
  }

  @ParameterizedTest
  @CsvSource({
    "redirect http://other.example:8080/a?b=c, 302, http://other.example:8080/a?b=c",
    "redirect /login 307, 307, /login"
  })
  void sendsTheClientElsewhere(String fault, int status, String location) throws Exception {
    server.faults().add(FaultRule.parse(fault));

    HttpResponse<String> response = jdk.post(server.uri());

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Location")).contains(location);
    assertThat(head()).contains("Location: " + location + "\r\n");
    assertThat(handled).hasValue(0);
  }

  @Test
  void sendsNoBodyWithAStatusThatHasNone() throws IOException {
    server.faults().add(FaultRule.parse("status 204 never seen times=1"));
    try (RawClient client = RawClient.to(server.uri())) {
      client.send("GET /a HTTP/1.1");
      assertThat(client.head()).startsWith("HTTP/1.1 204 ").doesNotContain("Content-Length");
      client.send("GET /b HTTP/1.1");
      assertThat(client.head()).startsWith("HTTP/1.1 200 ");
    }
  }

  private String head() throws IOException {
    try (RawClient client = RawClient.to(server.uri())) {
      return client.send("GET /things HTTP/1.1").head();
    }
  }
}
