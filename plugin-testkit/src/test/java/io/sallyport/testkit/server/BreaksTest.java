// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreaksTest {

  private final AtomicInteger handled = new AtomicInteger();
  private final JdkClient jdk = new JdkClient();
  private final FaultyServer server =
      FaultyServer.start(request -> ServerAnswer.json(200, "[" + handled.incrementAndGet() + "]"));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readsAndSaysNothing() throws IOException {
    server.faults().add(FaultRule.parse("silent"));
    try (RawClient client = asked()) {
      assertThat(client.hearsNothing()).isTrue();
      assertThat(server.requests()).hasSize(1);
      client.finishSending();
      assertThat(client.everything()).isEmpty();
    }
    assertThat(handled).hasValue(0);
  }

  @Test
  void reachesTheTimeOutOfAProperClientBySilence() {
    server.faults().add(FaultRule.parse("silent"));

    assertThat(
            catchThrowableOfType(
                HttpTimeoutException.class, () -> jdk.post(server.uri(), JdkClient.BRIEF)))
        .isNotNull();
    assertThat(server.requests()).extracting(ServerRequest::text).containsExactly("{\"a\":1}");
    assertThat(handled).hasValue(0);
  }

  @Test
  void leavesTheBodyUnread() throws IOException {
    server.faults().add(FaultRule.parse("no-read"));
    try (RawClient client = RawClient.to(server.uri())) {
      client.send("POST /things HTTP/1.1", "Content-Length: 1000000", "Expect: 100-continue");
      assertThat(client.hearsNothing()).isTrue();
    }
    assertThat(server.requests()).extracting(ServerRequest::text).containsExactly("");
    assertThat(handled).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({"reset-before, 0", "reset-after, 1"})
  void resetsBeforeOrAfterItHasDoneWhatWasAsked(String fault, int done) throws IOException {
    server.faults().add(FaultRule.parse(fault));
    try (RawClient client = asked()) {
      assertThat(client.isReset()).isTrue();
    }
    assertThat(handled).hasValue(done);
    assertThat(server.requests()).hasSize(1);

    IOException failure = catchThrowableOfType(IOException.class, () -> jdk.post(server.uri()));
    assertThat(failure).hasStackTraceContaining("Connection reset");
    assertThat(handled).hasValue(2 * done);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void endsInOrderWithoutAnAnswer() throws IOException {
    server.faults().add(FaultRule.parse("close"));
    try (RawClient client = asked()) {
      assertThat(client.everything()).isEmpty();
    }
    assertThat(catchThrowableOfType(IOException.class, () -> jdk.post(server.uri())))
        .hasMessageContaining("received no bytes");
    assertThat(handled).hasValue(0);
  }

  @Test
  void sendsWhatIsNotHttp() throws IOException {
    server.faults().add(FaultRule.parse("not-http"));
    try (RawClient client = asked()) {
      assertThat(client.everything()).isNotEmpty().doesNotContain("HTTP/");
    }
    assertThat(catchThrowableOfType(IOException.class, () -> jdk.post(server.uri())))
        .hasMessageContaining("Invalid status line");
    assertThat(handled).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "reset-before", "reset-after", "close", "not-http"})
  void answersTheNextRequestAsEver(String fault) throws Exception {
    server.faults().add(FaultRule.parse(fault + " times=1"));

    assertThat(
            catchThrowableOfType(IOException.class, () -> jdk.post(server.uri(), JdkClient.BRIEF)))
        .isNotNull();
    assertThat(jdk.post(server.uri()).statusCode()).isEqualTo(200);
  }

  private RawClient asked() throws IOException {
    return RawClient.to(server.uri()).send("POST /things HTTP/1.1", "Content-Length: 0");
  }
}
