// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot 1 | Unknown option --prot. There are --port, --prefix, --errors, --behaviour, --lock-out, --throttle, --lag, --list-limit, --request-limit, --entries, --password-expires, --sign-in, --other-stack, --fault, --tls, --tls-certificate, --help.",
        "18080 | Unknown option 18080. There are --port, --prefix, --errors, --behaviour, --lock-out, --throttle, --lag, --list-limit, --request-limit, --entries, --password-expires, --sign-in, --other-stack, --fault, --tls, --tls-certificate, --help.",
        "--port | Option --port needs a value.",
        "--port=x | Option --port takes a number from 0 (any free port) to 65535, not 'x'.",
        "--port 65536 | Option --port takes a number from 0 (any free port) to 65535, not '65536'.",
        "--port -1 | Option --port takes a number from 0 (any free port) to 65535, not '-1'.",
        "--errors | Option --errors needs a value.",
        "--errors xml | Option --errors takes one of vendor-string, laravel-map, flat-message, error-string, empty, html, not 'xml'."
      })
  void answersAWrongCommandLineInOneLine(String commandLine, String message) {
    int exitCode = run(commandLine.split(" ", -1));

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString(UTF_8)).isEqualTo(message + System.lineSeparator());
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void explainsItsOptions() {
    assertThat(run("--help")).isZero();

    assertThat(out.toString(UTF_8))
        .contains(
            "--port N", "default 18080", "--errors PROFILE", "add-conflict=all-or-nothing|partial")
        .contains("--fault RULE", "  reset-after", "POST   /simulator/faults", "Examples:")
        .isEqualTo(Help.full())
        .endsWith(Main.help());
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void failsWhenThePortIsInUse() {
    try (ProofpointSimulator other =
        ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0)) {
      int port = other.uri().getPort();

      assertThat(run("--port", String.valueOf(port))).isEqualTo(1);

      assertThat(err.toString(UTF_8))
          .startsWith("Port " + port + " on 127.0.0.1 is already in use. ")
          .hasLineCount(1);
      assertThat(out.toString(UTF_8)).isEmpty();
    }
  }

  @Test
  void saysWhatToTypeAndReportsEachRequestUntilItIsStopped() throws Exception {
    ExecutorService foreground = Executors.newSingleThreadExecutor();
    try (PipedInputStream screen = new PipedInputStream(65_536);
        PrintStream terminal = new PrintStream(new PipedOutputStream(screen), true, UTF_8)) {
      Future<Integer> running =
          foreground.submit(
              () ->
                  Main.run(
                      List.of(
                          "--port",
                          "0",
                          "--errors=flat-message",
                          "--fault",
                          "GET **/me status 503 after=1"),
                      terminal,
                      printer(err)));
      BufferedReader lines = new BufferedReader(new InputStreamReader(screen, UTF_8));
      String welcome = readUntil("Stop with Ctrl-C.", lines);
      URI uri = URI.create(welcome.replaceAll("(?s).*Address: (\\S+).*", "$1"));

      assertThat(welcome)
          .contains("admin@example.com", "auditor@example.com", DemoDirectory.PASSWORD)
          .contains(
              "  ./sallyport test proofpoint-demo\n",
              "  ./sallyport run \"Get Organization Sender Lists\" -c proofpoint-demo\n",
              "  ./sallyport run \"Add Organization Sender Lists\" -c proofpoint-demo"
                  + " -i 'Safe List Items=[\"partner@good.example\"]'\n",
              "  ./sallyport test proofpoint-demo-denied   # a wrong password\n",
              "serverUrl: " + uri + "\n",
              "Control: " + uri + "/simulator/faults",
              "Fault:   GET **/me status 503 after=1\n");
      HttpRequest request =
          HttpRequest.newBuilder(uri.resolve("/api/v1/me")).header("X-User", "eve").build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
          .isEqualTo("{\"status\":401,\"message\":\"Unauthorized\"}");
      assertThat(lines.readLine()).matches("GET /api/v1/me 401 eve \\d+\\.\\d ms");
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
          .isEqualTo(503);
      assertThat(lines.readLine())
          .matches("GET /api/v1/me 503 eve \\d+\\.\\d ms fault: status 503");

      foreground.shutdownNow();
      assertThat(running.get(30, TimeUnit.SECONDS)).isZero();
      assertThat(err.toString(UTF_8)).isEmpty();
    } finally {
      foreground.shutdownNow();
    }
  }

  @Test
  void writesTheCertificateOnlyWhenToldWhere(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("simulator.pem");
    ExecutorService foreground = Executors.newSingleThreadExecutor();
    try (PipedInputStream screen = new PipedInputStream(65_536);
        PrintStream terminal = new PrintStream(new PipedOutputStream(screen), true, UTF_8)) {
      List<String> arguments =
          List.of("--port=0", "--tls", "untrusted", "--tls-certificate", file.toString());
      Future<Integer> running =
          foreground.submit(() -> Main.run(arguments, terminal, printer(err)));
      String welcome =
          readUntil("Stop with Ctrl-C.", new BufferedReader(new InputStreamReader(screen, UTF_8)));

      assertThat(welcome)
          .contains("Address: https://localhost:", "Control: http://127.0.0.1:")
          .contains(
              "TLS:     untrusted; a connection trusts it by tls: {trustCertificates: "
                  + file
                  + "}\n");
      assertThat(file).content().startsWith("-----BEGIN CERTIFICATE-----\n");
      foreground.shutdownNow();
      assertThat(running.get(30, TimeUnit.SECONDS)).isZero();
    } finally {
      foreground.shutdownNow();
    }
  }

  @Test
  void failsWhereTheCertificateCannotBeWritten(@TempDir Path folder) {
    Path file = folder.resolve("nowhere").resolve("simulator.pem");

    assertThat(run("--port=0", "--tls=trusted", "--tls-certificate=" + file)).isEqualTo(1);

    assertThat(err.toString(UTF_8))
        .startsWith("The certificate cannot be written to " + file + ": ")
        .hasLineCount(1);
  }

  @Test
  void marksARequestThatAFaultSwallowed() {
    JournalEntry entry =
        new JournalEntry("POST", "/x", 0, "eve", "", Duration.ofMillis(3), "reset-after");

    assertThat(Texts.request(entry)).isEqualTo("POST /x - eve 3.0 ms fault: reset-after");
  }

  @Test
  void doesNotLetARequestSteerTheTerminal() {
    JournalEntry entry =
        new JournalEntry("GET", "/\u001b[2J", 404, "eve\r\n", "", Duration.ofMillis(3), "");

    assertThat(Texts.request(entry)).isEqualTo("GET /?[2J 404 eve?? 3.0 ms");
  }

  @Test
  @SuppressWarnings("unchecked") // What a host does that knows only types of the JDK.
  void startsQuietlyForAHostThatKnowsOnlyTheJdk() throws Exception {
    PrintStream standard = System.out;
    System.setOut(printer(out));
    try {
      Object demo = Main.class.getMethod("start", int.class).invoke(null, 0);
      try (AutoCloseable running = (AutoCloseable) demo) {
        URI uri = ((Supplier<URI>) running).get();
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/api/v1/me")).build();
        assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
            .isEqualTo(401);
        assertThatThrownBy(() -> Main.start(uri.getPort()))
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageContaining("already in use");
      }
    } finally {
      System.setOut(standard);
    }

    assertThat(out.toString(UTF_8)).isEmpty();
  }

  private int run(String... arguments) {
    return Main.run(List.of(arguments), printer(out), printer(err));
  }

  private static PrintStream printer(ByteArrayOutputStream target) {
    return new PrintStream(target, true, UTF_8);
  }

  private static String readUntil(String last, BufferedReader lines) throws IOException {
    List<String> read = new ArrayList<>();
    String line = lines.readLine();
    while (line != null && !line.equals(last)) {
      read.add(line);
      line = lines.readLine();
    }
    return String.join("\n", read) + "\n";
  }
}
