// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultyServerTest {

  private final FaultyServer server =
      FaultyServer.start(
          request ->
              ServerAnswer.text(
                  200,
                  "text/plain",
                  request.method() + " " + request.target() + " " + request.text()));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersAnHttpClientByItsHandler() throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.uri().resolve("/a%20b?c=d"))
                    .POST(HttpRequest.BodyPublishers.ofString("\u00e4"))
                    .build(),
                BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("POST /a%20b?c=d \u00e4");
  }

  @Test
  void keepsAConnectionForTheNextRequest() throws IOException {
    try (RawClient client = RawClient.to(server.uri())) {
      client.send("GET /1 HTTP/1.1", "Host: h");
      assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n").contains("Content-Length: 7");
      assertThat(client.read(7)).isEqualTo("GET /1 ");
      client.send("GET /2 HTTP/1.1", "Host: h");
      client.head();
      assertThat(client.read(7)).isEqualTo("GET /2 ");
    }
    assertThat(server.acceptedConnections()).isEqualTo(1);
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws IOException {
    try (RawClient client = RawClient.to(server.uri())) {
      client.sendText(
          "POST /1 HTTP/1.1\r\nContent-Length: 3\r\n\r\none"
              + "POST /2 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\ntwo\r\n0\r\nT: t\r\n\r\n"
              + "\r\nGET /3 HTTP/1.1\r\nConnection: close\r\n\r\n");

      assertThat(client.everything())
          .containsSubsequence("POST /1 one", "POST /2 two", "Connection: close", "GET /3 ");
    }
  }

  @Test
  void answersHeadWithoutItsBody() throws IOException {
    try (RawClient client = RawClient.to(server.uri())) {
      client.send("HEAD /x HTTP/1.1", "Connection: close");

      assertThat(client.everything()).contains("Content-Length: 8\r\n").endsWith("\r\n\r\n");
    }
  }

  @Test
  void asksForABodyThatIsHeldBack() throws IOException {
    try (RawClient client = RawClient.to(server.uri())) {
      client.send("PUT / HTTP/1.1", "Content-Length: 2", "Expect: 100-continue");
      assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      client.sendText("ok");
      assertThat(client.head()).startsWith("HTTP/1.1 200");
      assertThat(client.read(8)).isEqualTo("PUT / ok");
    }
  }

  @Test
  void closesAfterHttp10UnlessAskedNotTo() throws IOException {
    try (RawClient client = RawClient.to(server.uri())) {
      client.send("GET /1 HTTP/1.0", "Connection: keep-alive");
      assertThat(client.head()).startsWith("HTTP/1.0 200").contains("Connection: keep-alive");
      client.read(7);
      client.send("GET /2 HTTP/1.0");
      assertThat(client.everything()).contains("Connection: close").endsWith("GET /2 ");
    }
  }

  @Test
  void readsWhatAnAbsoluteTargetMeans() throws IOException {
    try (RawClient client = RawClient.to(server.uri())) {
      client.send("GET http://h.example/p/q?r=s HTTP/1.1", "x-TWICE: a", "X-twice:  b ");
      client.head();
    }

    ServerRequest request = server.requests().get(0);
    assertThat(request.path()).isEqualTo("/p/q");
    assertThat(request.query()).contains("r=s");
    assertThat(request.headers()).isEqualTo(Map.of("x-TWICE", List.of("a", "b")));
    assertThat(request.header("X-Twice")).contains("a");
    assertThat(request).hasToString("GET /p/q [x-TWICE] 0 bytes");
  }

  @Test
  void answers500AndKeepsWhatTheHandlerThrew() throws Exception {
    AssertionError wrong = new AssertionError("not so");
    try (FaultyServer failing =
            FaultyServer.start(
                request -> {
                  throw wrong;
                });
        RawClient client = RawClient.to(failing.uri())) {
      client.send("GET / HTTP/1.1", "Connection: close");

      assertThat(client.everything())
          .startsWith("HTTP/1.1 500 ")
          .contains("Content-Length: 0")
          .doesNotContain("Content-Type")
          .endsWith("\r\n\r\n");
      assertThat(failing.handlerFailures()).containsExactly(wrong);
    }
  }

  @Test
  void answersAsManyAtOnceAsThereAreConnections() throws Exception {
    CyclicBarrier together = new CyclicBarrier(20);
    try (FaultyServer waiting =
        FaultyServer.start(
            request -> {
              together.await(20, TimeUnit.SECONDS);
              return ServerAnswer.of(204);
            })) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        clients.add(RawClient.to(waiting.uri()).send("DELETE /" + i + " HTTP/1.1"));
      }
      for (RawClient client : clients) {
        assertThat(client.head()).isEqualTo("HTTP/1.1 204 No Content\r\n\r\n");
        client.close();
      }
      assertThat(waiting.handlerFailures()).isEmpty();
    }
  }

  @Test
  void keepsWhatHasComeUntilItIsToldToForget() throws Exception {
    server.faults().add(FaultRule.parse("GET /lost reset-before"));
    try (RawClient client = RawClient.to(server.uri())) {
      client.send("GET /found HTTP/1.1").head();
    }
    try (RawClient client = RawClient.to(server.uri())) {
      assertThat(client.send("GET /lost HTTP/1.1").isReset()).isTrue();
    }

    assertThat(server.requests())
        .extracting(ServerRequest::path)
        .containsExactly("/found", "/lost");
    server.clearRequests();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void endsTheConnectionWhereTheHandlerSaysSo() throws IOException {
    try (FaultyServer closing =
            FaultyServer.start(request -> ServerAnswer.of(200).withHeader("Connection", "close"));
        RawClient client = RawClient.to(closing.uri())) {
      assertThat(client.send("GET / HTTP/1.1").everything())
          .isEqualTo("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    }
  }

  @Test
  void saysWithABindExceptionThatAPortIsTaken() {
    assertThatThrownBy(
            () -> FaultyServer.start(request -> ServerAnswer.of(200), server.uri().getPort()))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(BindException.class);
  }
}
