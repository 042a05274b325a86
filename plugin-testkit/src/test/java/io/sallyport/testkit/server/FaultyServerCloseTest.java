// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultyServerCloseTest {

  private final FaultyServer server = FaultyServer.start(request -> ServerAnswer.json(200, "{}"));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void namesItsThreadsAfterItsPort() throws IOException {
    try (RawClient client = RawClient.to(server.uri())) {
      client.send("GET / HTTP/1.1").head();
      assertThat(threadsOf(server))
          .extracting(Thread::getName)
          .containsExactlyInAnyOrder(prefix(server) + "accept", prefix(server) + "connection-1");
      assertThat(threadsOf(server)).allMatch(Thread::isDaemon);
    }
  }

  @Test
  void knowsHowManyConnectionsAreOpen() throws IOException {
    assertThat(server.openConnections()).isZero();
    try (RawClient client = RawClient.to(server.uri())) {
      client.send("GET / HTTP/1.1").head();
      assertThat(server.openConnections()).isEqualTo(1);
    }
    Awaiting.until(() -> server.openConnections() == 0);
    assertThat(server.acceptedConnections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "silent",
        "no-read",
        "stall",
        "drip 1h",
        "delay 1h",
        "endless",
        "endless 1h",
        "huge 1GB"
      })
  void leavesNeitherThreadNorSocketWhateverItWasDoing(String fault) throws IOException {
    server.faults().add(FaultRule.parse(fault));
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      clients.add(RawClient.to(server.uri()).send("POST /things HTTP/1.1", "Content-Length: 0"));
    }
    RawClient idle = RawClient.to(server.uri());
    clients.add(idle);
    Awaiting.until(() -> server.requests().size() == 5 && server.openConnections() == 6);

    server.close();

    assertThat(threadsOf(server)).isEmpty();
    assertThat(server.openConnections()).isZero();
    for (RawClient client : clients) {
      client.readToAnyEnd();
      client.close();
    }
  }

  @Test
  void acceptsNobodyAnyMore() {
    server.close();

    assertThatThrownBy(() -> RawClient.to(server.uri())).isInstanceOf(ConnectException.class);
  }

  @Test
  void givesItsPortBack() {
    int port = server.uri().getPort();
    server.close();
    server.close();

    try (FaultyServer next = FaultyServer.start(request -> ServerAnswer.of(204), port)) {
      assertThat(next.uri()).isEqualTo(server.uri());
    }
  }

  @Test
  void interruptsAHandlerThatIsWaiting() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    FaultyServer waiting =
        FaultyServer.start(
            request -> {
              never.await();
              return ServerAnswer.of(200);
            });
    try (RawClient client = RawClient.to(waiting.uri()).send("GET / HTTP/1.1")) {
      Awaiting.until(() -> waiting.requests().size() == 1);
      waiting.close();
      assertThat(client.head()).isEmpty();
    }
    assertThat(threadsOf(waiting)).isEmpty();
    assertThat(waiting.handlerFailures()).singleElement().isInstanceOf(InterruptedException.class);
  }

  @Test
  void canBeClosedByItsOwnHandler() throws IOException {
    CompletableFuture<FaultyServer> itself = new CompletableFuture<>();
    FaultyServer closing =
        FaultyServer.start(
            request -> {
              itself.join().close();
              return ServerAnswer.of(200);
            });
    assertThat(itself.complete(closing)).isTrue();
    try (RawClient client = RawClient.to(closing.uri()).send("GET / HTTP/1.1")) {
      assertThat(client.head()).isEmpty();
    }
    Awaiting.until(() -> threadsOf(closing).isEmpty());
  }

  @Test
  void endsAConnectionWhoseClientHasLeftInSilence() throws IOException {
    server.faults().add(FaultRule.parse("silent"));
    try (RawClient client = RawClient.to(server.uri())) {
      client.send("GET / HTTP/1.1");
      Awaiting.until(() -> server.requests().size() == 1);
    }
    Awaiting.until(() -> server.openConnections() == 0);
  }

  @Test
  void refusesWhatIsMalformedAndClosesTheConnection() throws IOException {
    try (RawClient client = RawClient.to(server.uri())) {
      client.send("what is this", "GET / HTTP/1.1");
      assertThat(client.everything())
          .isEqualTo("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
    assertThat(server.requests()).isEmpty();
  }

  private static List<Thread> threadsOf(FaultyServer server) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix(server)))
        .toList();
  }

  private static String prefix(FaultyServer server) {
    return "faulty-server-" + server.uri().getPort() + "-";
  }
}
