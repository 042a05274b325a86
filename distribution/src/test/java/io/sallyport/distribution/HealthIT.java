// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.sallyport.samples.proofpoint.Behaviour;
import io.sallyport.samples.proofpoint.Directory;
import io.sallyport.samples.proofpoint.ProofpointSimulator;
import io.sallyport.testkit.server.FaultRule;
import io.sallyport.testkit.server.TlsMode;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} checks connections by itself, and a real mail server hears of what it finds. */
@Timeout(180)
class HealthIT {

  private static final List<String> RECIPIENTS = List.of("soc@example.com", "boss@example.com");

  @TempDir Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private GreenMail mail;
  private Optional<Process> server = Optional.empty();
  private int starts;

  @BeforeEach
  void startMailServer() {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
  }

  @AfterEach
  void stop() throws Exception {
    kill();
    mail.stop();
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void tellsOfAnOutageOnceAndOnceOfItsEndWhateverHappensMeanwhile() throws Exception {
    ProofpointSimulator password = simulator(0);
    ProofpointSimulator dead = simulator(0);
    ProofpointSimulator busy = simulator(0);
    ProofpointSimulator slow = simulator(0);
    ProofpointSimulator secure =
        ProofpointSimulator.startTls(Behaviour.documented(), Directory.demo(), 0, TlsMode.TRUSTED);
    opened.add(secure);
    configure(mail.getSmtp().getPort(), "");
    Path connections = folder.resolve("connections/all.yaml");
    String broken =
        "connections:\n"
            + InProcess.entry("password", password.uri(), "${file:right-password}", "")
            + InProcess.entry("dead", dead.uri(), "${file:right-password}", "")
            + InProcess.entry("busy", busy.uri(), "${file:right-password}", "")
            + InProcess.entry(
                "slow", slow.uri(), "${file:right-password}", "timeouts: {command: 2s},")
            + InProcess.entry("certificate", secure.uri(), "${file:right-password}", "");
    Files.writeString(connections, broken);
    start();
    for (String each : List.of("password", "dead", "busy", "slow")) {
      await(() -> Pattern.compile(each + ": [A-Z]+ → UP").matcher(log()).find());
    }
    assertThat(mails()).allSatisfy((key, kinds) -> assertThat(key).contains("certificate"));

    password.directory().changePassword(Product.USER, "Another-Passw0rd");
    dead.close();
    busy.faults().add(FaultRule.parse("throttle"));
    slow.faults().add(FaultRule.parse("delay 5s"));
    await(() -> told("opened", "password", "dead", "slow", "certificate"));
    assertThat(text("password"))
        .contains("3 checks in a", "Status Code: 401.", "sallyport test password");

    // Another error is not another incident; nor is it one to start anew, in whatever way.
    slow.faults().clear();
    slow.faults().add(FaultRule.parse("status 500"));
    kill();
    start();
    Files.writeString(connections, broken + "# read anew\n");
    assertThat(Installation.run(folder, "reload").exitCode()).isZero();
    await(() -> told("reminder", "password", "dead", "slow", "certificate"));

    password.directory().changePassword(Product.USER, Product.PASSWORD);
    ProofpointSimulator revived = simulator(dead.uri().getPort());
    slow.faults().clear();
    Files.writeString(folder.resolve("product.pem"), secure.pem());
    Files.writeString(
        connections,
        broken.replace(
            "name: certificate,", "name: certificate, tls: {trustCertificates: product.pem},"));
    await(() -> told("recovered", "password", "dead", "slow", "certificate"));

    assertThat(mails())
        .hasSize(8)
        .allSatisfy(
            (key, kinds) -> {
              assertThat(kinds).as(key).startsWith("opened").endsWith("recovered");
              assertThat(kinds).as(key).containsOnlyOnce("opened", "recovered");
              assertThat(kinds).as(key).containsOnly("opened", "reminder", "recovered");
            });
    assertThat(revived.journal()).isNotEmpty();
    assertThat(busy.journal()).anyMatch(entry -> entry.status() == 429);
    assertThat(history("password"))
        .containsSubsequence("UP", "RECOVERING", "DOWN", "FAILING", "UP");
    assertThat(history("busy")).doesNotContain("DOWN");
  }

  @Test
  void sendsWhatItCouldNotOnceTheMailServerIsBackAndStopsInTimeAlthoughItHangs() throws Exception {
    ProofpointSimulator wrong = simulator(0);
    ProofpointSimulator muted = simulator(0);
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      configure(silent.getLocalPort(), "server: {drain: 1s}\n");
      Files.writeString(
          folder.resolve("connections/all.yaml"),
          "connections:\n"
              + InProcess.entry("wrong", wrong.uri(), "${file:right-password}", "")
              + InProcess.entry("muted", muted.uri(), "${file:right-password}", ""));
      start();
      await(() -> Pattern.compile("muted: [A-Z]+ → UP").matcher(log()).find());
      Installation.Result mute =
          Installation.run(
              folder, "health", "mute", "muted", "--for", "1h", "--reason", "a test of silence");
      assertThat(mute.all()).contains("muted is muted until ");
      muted.directory().changePassword(Product.USER, "Another-Passw0rd");
      wrong.directory().changePassword(Product.USER, "Another-Passw0rd");
      await(() -> log().contains("muted: FAILING → DOWN"));
      await(() -> log().contains("wrong: FAILING → DOWN"));

      // The mail is on its way to somebody who says nothing; commands go on meanwhile.
      assertThat(Installation.run(folder, "test", "wrong").exitCode()).isEqualTo(1);
      Installation.Result health = Installation.run(folder, "health");
      Installation.Result unknown = Installation.run(folder, "health", "wrnog");
      Installation.Result again = Installation.run(folder, "outbox", "retry", "99");
      long before = System.nanoTime();
      Process stopping = server.orElseThrow();
      stopping.destroy();
      assertThat(stopping.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(stopping.exitValue()).isZero();
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isLessThan(10);
      assertThat(health.output())
          .contains("CONNECTION  STATE", "DOWN, muted until ", "401 Unauthorized");
      assertThat(unknown.exitCode()).isEqualTo(4);
      assertThat(unknown.messages())
          .isEqualTo("The connection wrnog has no health check. Did you mean wrong?\n");
      assertThat(again.exitCode()).isEqualTo(4);
      assertThat(again.messages()).contains("There is no mail 99 that was given up.");
    }

    // Without a server, what is kept answers all the same.
    assertThat(Installation.run(folder, "outbox").output())
        .contains("OPENED", "wrong", "soc@example.com")
        .doesNotContain("muted");

    configure(mail.getSmtp().getPort(), "");
    start();
    await(() -> told("opened", "wrong"));

    Files.writeString(folder.resolve("connections/all.yaml"), "connections: []\n");
    assertThat(Installation.run(folder, "reload").exitCode()).isZero();
    await(() -> told("closed", "wrong"));
    assertThat(mails().keySet()).noneMatch(key -> key.startsWith("muted"));
  }

  private ProofpointSimulator simulator(int port) {
    ProofpointSimulator simulator =
        ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), port);
    opened.add(simulator);
    return simulator;
  }

  private void configure(int port, String more) throws IOException {
    Files.createDirectories(folder.resolve("connections"));
    Files.writeString(folder.resolve("right-password"), Product.PASSWORD);
    Files.writeString(
        folder.resolve("sallyport.yaml"),
        """
        %smail: {host: 127.0.0.1, port: %d, security: none, from: sallyport@example.com, perMinute: 600}
        healthDefaults: {interval: 1s, afterFailures: 3, recoverAfter: 2, reminder: 4s, notify: [%s]}
        """
            .formatted(more, port, String.join(", ", RECIPIENTS)));
  }

  private void start() throws Exception {
    starts++;
    Path log = folder.resolve("log-" + starts);
    server =
        Optional.of(
            Installation.builder(folder, Map.of(), "serve")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
    await(() -> Files.exists(log) && Files.readString(log).contains("control socket"));
  }

  /** As by {@code kill -9}. */
  private void kill() throws InterruptedException {
    if (server.isPresent()) {
      server.get().destroyForcibly().waitFor();
    }
  }

  /** Of the server that runs, or ran last. */
  private String log() throws IOException {
    return Files.readString(folder.resolve("log-" + starts));
  }

  /** The phases of a connection, the latest first. */
  private List<String> history(String connection) throws IOException {
    List<String> phases = new ArrayList<>();
    for (JsonNode each :
        new ObjectMapper()
            .readTree(
                Installation.run(folder, "health", "history", connection, "-o", "json").output())) {
      phases.add(each.path("to").asText());
    }
    return phases;
  }

  /** Whether each recipient has had this kind of mail about each of the connections. */
  private boolean told(String kind, String... connections) throws MessagingException {
    Map<String, List<String>> mails = mails();
    for (String connection : connections) {
      for (String recipient : RECIPIENTS) {
        if (!mails.getOrDefault(connection + " to " + recipient, List.of()).contains(kind)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The kinds of mails by connection and recipient, in their order; copies count once. */
  private Map<String, List<String>> mails() throws MessagingException {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    List<String> seen = new ArrayList<>();
    for (MimeMessage message : mail.getReceivedMessages()) {
      String[] event = message.getHeader("X-Sallyport-Event")[0].split(" ", 2);
      if (!seen.contains(message.getMessageID())) {
        seen.add(message.getMessageID());
        kinds
            .computeIfAbsent(
                (event.length == 2 ? event[1] : "several") + " to " + message.getAllRecipients()[0],
                key -> new ArrayList<>())
            .add(event[0]);
      }
    }
    return kinds;
  }

  private String text(String connection) throws MessagingException, IOException {
    for (MimeMessage message : mail.getReceivedMessages()) {
      if (message.getHeader("X-Sallyport-Event")[0].equals("opened " + connection)) {
        return String.valueOf(((Multipart) message.getContent()).getBodyPart(0).getContent());
      }
    }
    return "";
  }

  private void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        StringBuilder logs = new StringBuilder();
        for (int number = 1; number <= starts; number++) {
          logs.append(Files.readString(folder.resolve("log-" + number)));
        }
        throw new AssertionError("It did not happen; mails: " + mails() + "; log: " + logs);
      }
      Thread.sleep(100);
    }
  }
}
