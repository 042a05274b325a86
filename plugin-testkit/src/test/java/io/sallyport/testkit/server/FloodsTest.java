// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloodsTest {

  private final AtomicInteger handled = new AtomicInteger();
  private final JdkClient jdk = new JdkClient();
  private final FaultyServer server =
      FaultyServer.start(request -> ServerAnswer.json(200, "[" + handled.incrementAndGet() + "]"));

  @AfterEach
  void stop() {
    server.close();
    assertThat(handled).hasValue(0);
  }

  @Test
  void sendsChunksWithoutEnd() throws IOException {
    server.faults().add(FaultRule.parse("endless"));
    try (RawClient client = asked("GET /things HTTP/1.1")) {
      assertThat(client.head()).startsWith("HTTP/1.1 200 ").contains("Transfer-Encoding: chunked");
      assertThat(client.read(10_000_000)).startsWith("1\r\n[\r\n").hasSize(10_000_000);
    }
  }

  @Test
  void sendsAChunkNowAndThenWithoutEnd() {
    server.faults().add(FaultRule.parse("endless 5ms"));

    assertThat(
            catchThrowableOfType(
                HttpTimeoutException.class, () -> jdk.post(server.uri(), JdkClient.BRIEF)))
        .isNotNull();
  }

  @Test
  void sendsJsonOfExactlyThatSize() throws Exception {
    server.faults().add(FaultRule.parse("huge 100000B"));

    HttpResponse<String> response = jdk.post(server.uri());

    assertThat(response.body()).hasSize(100_000).startsWith("{\"padding\":\"xx").endsWith("xx\"}");
    try (RawClient client = asked("GET /things HTTP/1.1")) {
      assertThat(client.head()).contains("Content-Length: 100000\r\n");
      assertThat(client.read(100_000)).isEqualTo(response.body());
      client.send("GET /things HTTP/1.1");
      assertThat(client.head()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void sendsALittleThatBecomesVeryMuch() throws Exception {
    server.faults().add(FaultRule.parse("gzip-bomb"));

    byte[] packed = jdk.postForBytes(server.uri()).body();

    assertThat(packed).hasSizeLessThan(400_000);
    assertThat(inflatedSize(new ByteArrayInputStream(packed))).isEqualTo(256L * 1024 * 1024);
    try (RawClient client = asked("GET /things HTTP/1.1")) {
      assertThat(client.head())
          .contains("Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n");
    }
  }

  @Test
  void endsABodyForOldHttpWithTheConnection() throws IOException {
    server.faults().add(FaultRule.parse("gzip-bomb 1MB"));
    try (RawClient client = asked("GET /things HTTP/1.0\r\nConnection: keep-alive")) {
      assertThat(client.head())
          .doesNotContain("Transfer-Encoding", "Content-Length")
          .contains("Connection: close");
      assertThat(inflatedSize(client.rest())).isEqualTo(1024 * 1024);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"endless", "huge", "gzip-bomb"})
  void sendsNoBodyToHead(String fault) throws IOException {
    server.faults().add(FaultRule.parse(fault));
    try (RawClient client = asked("HEAD /things HTTP/1.1\r\nConnection: close")) {
      assertThat(client.head()).startsWith("HTTP/1.1 200 ");
      assertThat(client.everything()).isEmpty();
    }
  }

  private static long inflatedSize(InputStream packed) throws IOException {
    try (GZIPInputStream unpacked = new GZIPInputStream(packed)) {
      return unpacked.transferTo(OutputStream.nullOutputStream());
    }
  }

  private RawClient asked(String head) throws IOException {
    return RawClient.to(server.uri()).send(head);
  }
}
