// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ControlServerTest {

  @TempDir Path folder;

  private final CountDownLatch began = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final CompletableFuture<String> ended = new CompletableFuture<>();

  @Test
  void answersAndKnowsWhoAsks() throws Exception {
    try (ControlServer server = ControlServer.start(data(), echo());
        ControlClient client = ControlClient.connect(data()).orElseThrow()) {
      ObjectNode answer = client.ask(request("x".repeat(300_000))).orElseThrow();

      assertThat(answer.path("text").asText()).hasSize(300_000);
      assertThat(answer.path("account").asText()).isEqualTo(System.getProperty("user.name"));
      assertThat(client.socket()).isEqualTo(server.socket());
    }
  }

  @Test
  void isForItsOwnerAlone() throws Exception {
    try (ControlServer server = ControlServer.start(data(), echo())) {
      assertThat(mode(data())).isEqualTo("rwx------");
      assertThat(mode(server.socket())).isEqualTo("rw-------");
      assertThat(mode(data().resolve("serve.lock"))).isEqualTo("rw-------");
    }
  }

  @Test
  void leavesNoSocketBehind() throws Exception {
    ControlServer server = ControlServer.start(data(), echo());
    server.close();
    server.close();

    assertThat(server.socket()).doesNotExist();
    assertThat(ControlClient.connect(data())).isEmpty();
    ControlServer.start(data(), echo()).close();
  }

  @Test
  void isTheOnlyOneOfItsFolder() throws Exception {
    try (ControlServer first = ControlServer.start(data(), echo())) {
      assertThatThrownBy(() -> ControlServer.start(data(), echo()))
          .isInstanceOf(ControlSocketException.class)
          .hasMessageContaining("Another sallyport serve is in charge of the data folder")
          .hasMessageContaining(data().toString());
      assertThat(ControlClient.connect(data())).as("%s still answers", first).isPresent();
    }
  }

  @Test
  void takesThePlaceOfASocketThatAKilledProcessHasLeft() throws Exception {
    Files.createDirectory(data(), PosixFilePermissions.asFileAttribute(permissions("rwx------")));
    Path left = data().resolve("control.sock");
    ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    killed.bind(UnixDomainSocketAddress.of(left));
    killed.close();
    assertThat(left).exists();
    assertThat(ControlClient.connect(data())).isEmpty();

    try (ControlServer server = ControlServer.start(data(), echo());
        ControlClient client = ControlClient.connect(data()).orElseThrow()) {
      assertThat(client.ask(request("hello"))).as("of %s", server).isPresent();
    }
  }

  @Test
  void refusesAFolderThatOthersMayWrite() throws IOException {
    Files.createDirectory(data());
    Files.setPosixFilePermissions(data(), permissions("rwxrwx---"));

    assertThatThrownBy(() -> ControlServer.start(data(), echo()))
        .isInstanceOf(ControlSocketException.class)
        .hasMessageContaining("mode rwxrwx---")
        .hasMessageContaining("chmod 700 " + data());
  }

  @Test
  void saysThatAPathIsTooLongForASocket() {
    Path deep = folder.resolve("d".repeat(100));

    assertThatThrownBy(() -> ControlServer.start(deep, echo()))
        .isInstanceOf(ControlSocketException.class)
        .hasMessageContaining("and the operating system takes 107")
        .hasMessageContaining("SALLYPORT_DATA");
    assertThat(deep).doesNotExist();
  }

  @Test
  void interruptsWhatNobodyWaitsForAnyMore() throws Exception {
    try (ControlServer server = ControlServer.start(data(), waiting())) {
      ControlClient client = ControlClient.connect(data()).orElseThrow();
      CompletableFuture<Optional<ObjectNode>> answer =
          CompletableFuture.supplyAsync(() -> client.ask(request("slow")));
      began.await();

      client.close();

      assertThat(ended.get()).as("in %s", server).isEqualTo("interrupted");
      assertThat(answer.get()).isEmpty();
    }
  }

  @Test
  void letsWhatRunsEndWhenItIsDrained() throws Exception {
    ControlServer server = ControlServer.start(data(), waiting());
    ControlClient idle = ControlClient.connect(data()).orElseThrow();
    ControlClient client = ControlClient.connect(data()).orElseThrow();
    CompletableFuture<Optional<ObjectNode>> answer =
        CompletableFuture.supplyAsync(() -> client.ask(request("slow")));
    began.await();
    CompletableFuture<Integer> drained =
        CompletableFuture.supplyAsync(() -> server.drain(Duration.ofSeconds(50)));
    while (Files.exists(server.socket())) {
      Thread.onSpinWait();
    }
    assertThat(ControlClient.connect(data())).isEmpty();
    assertThat(idle.ask(request("late"))).isEmpty();

    mayEnd.countDown();

    assertThat(answer.get().orElseThrow().path("text").asText()).isEqualTo("slow");
    assertThat(drained.get()).isZero();
  }

  @Test
  void interruptsWhatDoesNotEndInTime() throws Exception {
    ControlServer server = ControlServer.start(data(), waiting());
    ControlClient client = ControlClient.connect(data()).orElseThrow();
    CompletableFuture<Optional<ObjectNode>> answer =
        CompletableFuture.supplyAsync(() -> client.ask(request("slow")));
    began.await();

    assertThat(server.drain(Duration.ofMillis(50))).isEqualTo(1);

    assertThat(ended.get()).isEqualTo("interrupted");
    assertThat(answer.get()).as("the answer still goes out").isPresent();
  }

  @Test
  void outlivesWhoeverSendsRubbish() throws Exception {
    try (ControlServer server = ControlServer.start(data(), echo())) {
      for (String rubbish : new String[] {"\n", "[1]\n", "{\"a\":\n", "GET / HTTP/1.1\r\n", "{"}) {
        try (SocketChannel channel =
            SocketChannel.open(UnixDomainSocketAddress.of(server.socket()))) {
          channel.write(ByteBuffer.wrap(rubbish.getBytes(StandardCharsets.UTF_8)));
          channel.shutdownOutput();
          assertThat(channel.read(ByteBuffer.allocate(10))).as(rubbish).isEqualTo(-1);
        }
      }
      try (ControlClient client = ControlClient.connect(data()).orElseThrow()) {
        assertThat(client.ask(request("hello"))).isPresent();
      }
    }
  }

  @Test
  void tellsAFaultOfTheHandlerAndGoesOn() throws Exception {
    ControlHandler failing =
        (request, account) -> {
          throw new IllegalStateException("canary");
        };
    try (ControlServer server = ControlServer.start(data(), failing);
        ControlClient client = ControlClient.connect(data()).orElseThrow()) {
      assertThat(client.ask(request("hello")).orElseThrow().toString())
          .as("of %s", server)
          .isEqualTo("{\"fault\":\"IllegalStateException\"}");
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static ControlHandler echo() {
    return (request, account) -> request.put("account", account);
  }

  private ControlHandler waiting() {
    return (request, account) -> {
      began.countDown();
      try {
        boolean inTime = mayEnd.await(50, TimeUnit.SECONDS);
        ended.complete(inTime ? "ended" : "nobody let it end");
      } catch (InterruptedException e) {
        ended.complete("interrupted");
      }
      return request;
    };
  }

  private static ObjectNode request(String text) {
    return JsonNodeFactory.instance.objectNode().put("text", text);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static java.util.Set<java.nio.file.attribute.PosixFilePermission> permissions(
      String mode) {
    return PosixFilePermissions.fromString(mode);
  }
}
