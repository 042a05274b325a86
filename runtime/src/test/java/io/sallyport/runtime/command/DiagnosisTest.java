// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.Sent;
import io.sallyport.runtime.command.StageReport.State;
import io.sallyport.runtime.egress.Attempt;
import io.sallyport.runtime.egress.PeerCertificate;
import io.sallyport.runtime.egress.Phase;
import io.sallyport.runtime.egress.Reached;
import io.sallyport.runtime.failure.Finding;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosisTest {

  private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");
  private static final PeerCertificate CERTIFICATE =
      new PeerCertificate("us1.example.com", Instant.parse("2027-01-31T12:00:00Z"));

  @Test
  void showsTheEvidenceOfEveryStageThatPassed() {
    assertThat(lines(subject("env", "env"), Optional.empty(), answered(200)))
        .containsExactly(
            "✔ configuration   revision 3f2a1b0c…",
            "✔ secret          2 secrets: env (2.0 ms)",
            "✔ name look-up    us1.example.com → 192.0.2.7 (3.0 ms)",
            "- agent           none, it is called directly",
            "✔ connect         192.0.2.7:443 (4.0 ms)",
            "✔ TLS             us1.example.com, expires 2027-01-31 (5.0 ms)",
            "✔ authentication  accepted",
            "✔ authorisation   granted",
            "✔ answer          200 OK (13 ms)");
  }

  @Test
  void endsAtARefusalOfTheProductInItsOwnWords() {
    assertThat(
            lines(
                subject("corp-vault", "env"),
                product(401, "Unauthorized: wrong\n password"),
                answered(401)))
        .endsWith(
            "✖ authentication  401 Unauthorized: wrong password (13 ms)",
            "- authorisation   not reached",
            "- answer          not reached")
        .contains("✔ secret          2 secrets: corp-vault, env (2.0 ms)");
  }

  /**
   * One letter a stage in their order: passed, warned, failed, not reached, and o for not needed.
   */
  @ParameterizedTest
  @CsvSource({
    "401, pppoppfnn",
    "403, pppopppfn",
    "400, pppoppnnf",
    "404, pppoppnnf",
    "429, pppoppnnf",
    "500, pppoppnnf",
    "503, pppoppnnf",
    "502, pppoppnnf",
  })
  void takesAnAnswerForWhatItSays(int status, String states) {
    assertThat(states(product(status, "no"), answered(status))).isEqualTo(states);
  }

  @ParameterizedTest
  @CsvSource({
    "SECRET_UNAVAILABLE, , pfnnnnnnn",
    "HEADER_NOT_SENDABLE, , pfnnnnnnn",
    "QUEUE_FULL, , pnnnnnnnf",
    "QUEUE_LATE, , pnnnnnnnf",
    "PAUSED, , pnnnnnnnf",
    "NAME_UNKNOWN, LOOK_UP, ppfnnnnnn",
    "NAME_LOCAL, LOOK_UP, ppfnnnnnn",
    "CONNECTION_REFUSED, CONNECT, pppofnnnn",
    "CONNECT_TIMEOUT, CONNECT, pppofnnnn",
    "CERTIFICATE_EXPIRED, CONNECT, pppopfnnn",
    "TLS_TIMEOUT, CONNECT, pppopfnnn",
    "TLS_LATE, TLS, pppopfnnn",
    "NO_ANSWER, WAIT, pppoppnnf",
    "ANSWER_CUT_OFF, READ, pppoppnnf",
    "REDIRECT, READ, pppoppnnf",
    "REPEAT_LATE, WAIT, pppoppnnf",
    "COMMAND_LATE, WAIT, pppoppnnf",
    "COMMAND_LATE, CONNECT, pppofnnnn",
    "COMMAND_LATE, LOOK_UP, ppfnnnnnn",
    "COMMAND_LATE, , pnnnnnnnf",
    "LATE_BEFORE_SENDING, , pnnnnnnnf",
    "PLUGIN_FAILED, , pnnnnnnnf",
    "CONNECTION_UNKNOWN, , fnnnnnnnn",
    "CONNECTION_UNUSABLE, , fnnnnnnnn",
    "AUDIT_UNWRITABLE, , fnnnnnnnn",
  })
  void endsWhereTheHostsFindingIs(Finding finding, Phase last, String states) {
    Attempt[] attempts =
        Optional.ofNullable(last)
            .map(phase -> new Attempt[] {broken(phase)})
            .orElseGet(() -> new Attempt[0]);

    assertThat(states(found(finding, finding.message()), attempts)).isEqualTo(states);
  }

  @ParameterizedTest
  @EnumSource(Finding.class)
  void hasExactlyOneFailedStageForEveryFinding(Finding finding) {
    assertThat(states(found(finding, "x"), broken(Phase.CONNECT))).containsOnlyOnce("f");
    assertThat(states(found(finding, "x"))).containsOnlyOnce("f");
  }

  @Test
  void leavesOutOfAFindingWhatTheStageSaysAndAddsWhatTheMachineHasSeen() {
    assertThat(
            lines(
                subject("env"),
                found(
                    Finding.CONNECTION_REFUSED,
                    "Service Unavailable: connect: us1.example.com:443 refuses the connection."),
                broken(Phase.CONNECT)))
        .contains(
            "✖ connect         us1.example.com:443 refuses the connection; 192.0.2.7:443 (4.0 ms)");
    assertThat(
            lines(
                subject("env"),
                found(
                    Finding.CERTIFICATE_FOR_ANOTHER_NAME,
                    "Service Unavailable: TLS: us1.example.com:443 shows a certificate that is not"
                        + " for the name us1.example.com."),
                attempt(Phase.CONNECT, 0, way(Reached.Way.DIRECT))))
        .contains(
            "✖ TLS             us1.example.com:443 shows a certificate that is not for the name"
                + " us1.example.com; us1.example.com, expires 2027-01-31");
  }

  @Test
  void showsWhatAnAgentDoesInThisMachinesPlace() {
    assertThat(
            lines(
                subject("env"),
                Optional.empty(),
                attempt(Phase.READ, 200, way(Reached.Way.TUNNEL), "dmz")))
        .contains(
            "- name look-up    by the agent",
            "✔ agent           dmz at 192.0.2.7:443 (7.0 ms)",
            "✔ connect         us1.example.com:443, through the agent");
    assertThat(
            states(
                found(Finding.AGENT_CREDENTIALS_REFUSED, "x"),
                attempt(Phase.WAIT, 0, way(Reached.Way.FORWARDED), "dmz")))
        .isEqualTo("ppofnnnnn");
    assertThat(
            states(Optional.empty(), attempt(Phase.READ, 200, way(Reached.Way.FORWARDED), "dmz")))
        .isEqualTo("ppopopppp");
  }

  @Test
  void saysWhyAStageWasNotNeeded() {
    Reached plain =
        new Reached(
            Reached.Way.DIRECT,
            "127.0.0.1",
            18080,
            false,
            Optional.of(address(127, 0, 0, 1, 18080)),
            true,
            Optional.empty());

    assertThat(
            lines(
                subject(),
                Optional.empty(),
                attempt(Phase.READ, 200, plain, "directly (noProxy localhost)")))
        .contains(
            "- secret          none is looked up",
            "- name look-up    127.0.0.1 is an address",
            "- agent           directly (noProxy localhost)",
            "✔ connect         127.0.0.1:18080, kept open (4.0 ms)",
            "- TLS             plain http");
    assertThat(states(Optional.empty())).isEqualTo("poooooooo");
  }

  @Test
  void warnsOfACertificateThatExpiresWithinFourteenDays() {
    assertThat(tls(NOW.plus(Duration.ofDays(14)), true))
        .isEqualTo("! TLS             us1.example.com, expires 2026-05-20, in 14 days (5.0 ms)");
    assertThat(tls(NOW.plus(Duration.ofDays(14)).plusSeconds(1), true)).startsWith("✔");
    assertThat(tls(NOW.plusSeconds(5), true)).contains("within a day");
    assertThat(tls(NOW.minusSeconds(5), false)).contains("already, not verified");
    assertThat(tls(NOW.plus(Duration.ofDays(90)), false)).startsWith("!").contains("not verified");
  }

  @Test
  void addsTheTimesOfAllRequestsAndShowsTheOneThatFailed() {
    assertThat(
            lines(
                subject("env"),
                product(403, "read only"),
                answered(200),
                answered(403),
                answered(200)))
        .contains(
            "✔ connect         192.0.2.7:443 (12 ms)",
            "✔ authentication  accepted",
            "✖ authorisation   403 Forbidden: read only (39 ms)");
    assertThat(lines(subject("env"), Optional.empty(), answered(404), answered(200)))
        .contains("✔ answer          200 OK, 2 requests (26 ms)");
  }

  private static String tls(Instant expires, boolean verifies) {
    Reached reached =
        new Reached(
            Reached.Way.DIRECT,
            "us1.example.com",
            443,
            true,
            Optional.of(address(192, 0, 2, 7, 443)),
            false,
            Optional.of(new PeerCertificate("us1.example.com", expires)));
    return Diagnosis.of(
            new Diagnosis.Subject("revision-1", List.of(), verifies, Optional.of(NOW)),
            List.of(attempt(Phase.READ, 200, reached)),
            Optional.empty())
        .stream()
        .filter(each -> each.stage() == Stage.TLS)
        .map(StageReport::line)
        .collect(Collectors.joining());
  }

  private static List<String> lines(
      Diagnosis.Subject subject, Optional<ErrorReport> error, Attempt... attempts) {
    return Diagnosis.of(subject, List.of(attempts), error).stream().map(StageReport::line).toList();
  }

  private static String states(Optional<ErrorReport> error, Attempt... attempts) {
    return Diagnosis.of(subject("env"), List.of(attempts), error).stream()
        .map(stage -> letter(stage.state()))
        .collect(Collectors.joining());
  }

  private static String letter(State state) {
    return switch (state) {
      case PASSED -> "p";
      case WARNED -> "w";
      case FAILED -> "f";
      case NOT_REACHED -> "n";
      case NOT_NEEDED -> "o";
    };
  }

  private static Diagnosis.Subject subject(String... vaults) {
    return new Diagnosis.Subject("3f2a1b0c9d8e7f60", List.of(vaults), true, Optional.of(NOW));
  }

  private static Optional<ErrorReport> product(int status, String message) {
    return Optional.of(
        new ErrorReport("It failed.", status, Sent.YES, message, List.of(), Optional.empty()));
  }

  private static Optional<ErrorReport> found(Finding finding, String message) {
    return Optional.of(
        new ErrorReport(
            "It failed.", finding.status(), Sent.NO, message, List.of(), Optional.of(finding)));
  }

  private static Attempt answered(int status) {
    return attempt(Phase.READ, status, way(Reached.Way.DIRECT));
  }

  private static Attempt broken(Phase last) {
    return attempt(last, 0, way(Reached.Way.DIRECT));
  }

  /** Each phase takes one millisecond more than the one before. */
  private static Attempt attempt(Phase last, int status, Reached reached, String... through) {
    Map<Phase, Duration> times = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      if (phase.compareTo(last) <= 0) {
        times.put(phase, Duration.ofMillis(times.size() + 1L));
      }
    }
    return new Attempt(
        "GET",
        "/",
        status == 0 ? OptionalInt.empty() : OptionalInt.of(status),
        Sent.YES,
        List.of(through).stream().findFirst(),
        times,
        reached,
        Optional.empty());
  }

  private static Reached way(Reached.Way way) {
    return new Reached(
        way,
        "us1.example.com",
        443,
        true,
        Optional.of(address(192, 0, 2, 7, 443)),
        false,
        Optional.of(CERTIFICATE));
  }

  private static InetSocketAddress address(int a, int b, int c, int d, int port) {
    byte[] octets = {(byte) a, (byte) b, (byte) c, (byte) d};
    try {
      return new InetSocketAddress(InetAddress.getByAddress(octets), port);
    } catch (UnknownHostException e) {
      throw new AssertionError("Four octets are an address", e);
    }
  }
}
