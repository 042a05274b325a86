// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sallyport.testkit.server.CuttingProxy.Ending;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CuttingProxyTest {

  private static final String REQUEST = "POST /things HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc";

  private final AtomicInteger handled = new AtomicInteger();
  private final FaultyServer server =
      FaultyServer.start(
          request -> {
            handled.incrementAndGet();
            return ServerAnswer.json(200, "{\"ok\":true}");
          });
  private final CuttingProxy proxy = CuttingProxy.to(server.uri());

  @AfterEach
  void stop() {
    proxy.close();
    server.close();
  }

  @Test
  void passesEverythingOnUntilToldOtherwise() throws IOException {
    assertThat(proxy.uri()).isEqualTo(URI.create("http://localhost:" + proxy.port()));
    assertThat(new JdkClient().post(proxy.uri()).body()).isEqualTo("{\"ok\":true}");

    try (RawClient client = client()) {
      String answer = client.sendText(REQUEST).head() + client.read(11);
      assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("{\"ok\":true}");
      assertThat(proxy.connections()).isEqualTo(2);
      assertThat(proxy.bytesToServer()).isGreaterThan(REQUEST.length() * 2L);
      assertThat(proxy.bytesToClient()).isEqualTo(answer.length() * 2L);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RESET, 0, 0",
    "RESET, 10, 0",
    "RESET, 46, 0",
    "RESET, 47, 1",
    "CLOSE, 0, 0",
    "CLOSE, 10, 0",
    "CLOSE, 46, 0",
    "CLOSE, 47, 1"
  })
  void endsAfterExactlySoManyBytesOfTheRequest(Ending ending, int bytes, int done)
      throws IOException {
    proxy.cutRequestsAfter(bytes, ending);
    try (RawClient client = client()) {
      client.sendText(REQUEST.substring(0, Math.max(1, bytes)));
      assertThat(client.isReset()).isEqualTo(ending == Ending.RESET);
    }
    Awaiting.until(() -> proxy.openConnections() == 0 && server.openConnections() == 0);
    assertThat(proxy.bytesToServer()).isEqualTo(bytes);
    assertThat(proxy.bytesToClient()).isZero();
    assertThat(handled).hasValue(done);
    assertThat(server.requests()).hasSize(done);
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void passesNotAByteMoreThanItWasTold(Ending ending) {
    proxy.cutRequestsAfter(20, ending);

    assertThat(catchThrowableOfType(IOException.class, () -> new JdkClient().post(proxy.uri())))
        .isNotNull();
    Awaiting.until(() -> proxy.openConnections() == 0);
    assertThat(proxy.bytesToServer()).isEqualTo(20);
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"RESET, 0", "RESET, 20", "CLOSE, 0", "CLOSE, 20"})
  void endsAfterExactlySoManyBytesOfTheAnswer(Ending ending, int bytes) throws IOException {
    proxy.cutAnswersAfter(bytes, ending);
    try (RawClient client = client()) {
      client.sendText(REQUEST);
      assertThat(client.read(bytes)).isEqualTo("HTTP/1.1 200 OK\r\nContent".substring(0, bytes));
      assertThat(client.isReset()).isEqualTo(ending == Ending.RESET);
    }
    Awaiting.until(() -> proxy.openConnections() == 0);
    assertThat(proxy.bytesToServer()).isEqualTo(REQUEST.length());
    assertThat(proxy.bytesToClient()).isEqualTo(bytes);
    assertThat(handled).hasValue(1);
  }

  @Test
  void changesNothingForConnectionsThatAreOpen() throws IOException {
    try (RawClient open = client()) {
      open.sendText(REQUEST).head();
      open.read(11);
      proxy.cutRequestsAfter(0, Ending.RESET);
      open.sendText(REQUEST);
      assertThat(open.head()).startsWith("HTTP/1.1 200 ");
    }
    try (RawClient cut = client()) {
      assertThat(cut.isReset()).isTrue();
    }
    proxy.cutNothing();
    try (RawClient again = client()) {
      assertThat(again.sendText(REQUEST).head()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void passesTheEndOfTheServerOn() throws IOException {
    server.faults().add(FaultRule.parse("close times=1"));
    server.faults().add(FaultRule.parse("reset-before times=1"));
    try (RawClient client = client()) {
      assertThat(client.sendText(REQUEST).everything()).isEmpty();
    }
    try (RawClient client = client()) {
      assertThat(client.sendText(REQUEST).isReset()).isTrue();
    }
  }

  @Test
  void resetsTheClientWhenThereIsNoServer() throws IOException {
    server.close();
    try (RawClient client = client()) {
      assertThat(client.isReset()).isTrue();
    }
  }

  @Test
  void leavesNoThreadAndNoConnection() throws IOException {
    server.faults().add(FaultRule.parse("silent"));
    try (RawClient client = client().sendText(REQUEST)) {
      Awaiting.until(() -> server.requests().size() == 1);
      proxy.close();
      client.readToAnyEnd();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("cutting-proxy-" + proxy.port()));
    assertThat(proxy.openConnections()).isZero();
    Awaiting.until(() -> server.openConnections() == 0);
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proxy.cutAnswersAfter(-1, Ending.RESET))
        .withMessage("A connection is cut after 0 or more bytes; this is -1.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CuttingProxy.to(URI.create("http://vendor.example")))
        .withMessage(
            "A proxy needs the host and the port of a server, like http://127.0.0.1:8080; this is:"
                + " http://vendor.example");
  }

  private RawClient client() throws IOException {
    return RawClient.to(proxy.uri());
  }
}
