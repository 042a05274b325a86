// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import io.sallyport.plugin.HttpStatus;
import io.sallyport.runtime.command.StageReport.State;
import io.sallyport.runtime.egress.Attempt;
import io.sallyport.runtime.egress.PeerCertificate;
import io.sallyport.runtime.egress.Phase;
import io.sallyport.runtime.egress.Reached;
import io.sallyport.runtime.failure.Finding;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Says in words what shows that a stage passed or failed. */
final class StageEvidence {

  private static final int LONGEST = 200;
  private static final int REVISION = 8;

  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|.*:.*");

  private final Diagnosis.Subject subject;
  private final List<Attempt> attempts;
  private final Optional<Attempt> telling;
  private final Optional<Reached> reached;

  /**
   * @param telling the one that the words are about
   */
  StageEvidence(Diagnosis.Subject subject, List<Attempt> attempts, Optional<Attempt> telling) {
    this.subject = subject;
    this.attempts = attempts;
    this.telling = telling;
    this.reached = telling.map(Attempt::reached);
  }

  /** A stage of which nothing is measured. */
  StageReport without(Stage stage, State state, String words) {
    return new StageReport(stage, state, words, Optional.empty());
  }

  StageReport passed(Stage stage) {
    return switch (stage) {
      case CONFIGURATION -> without(stage, State.PASSED, revision());
      case SECRET -> secrets();
      case LOOK_UP -> lookUp();
      case AGENT -> agent();
      case CONNECT -> connect();
      case TLS -> tls();
      case AUTHENTICATION -> without(stage, State.PASSED, "accepted");
      case AUTHORISATION -> without(stage, State.PASSED, "granted");
      case ANSWER -> passed(stage, answer());
    };
  }

  StageReport failed(Stage stage, ErrorReport error) {
    List<String> words = new ArrayList<>();
    words.add(error.finding().map(finding -> found(finding, error)).orElseGet(() -> said(error)));
    if (stage == Stage.CONNECT) {
      reached
          .filter(each -> !ADDRESS.matcher(each.host()).matches())
          .flatMap(Reached::addressInWords)
          .ifPresent(words::add);
    } else if (stage == Stage.TLS) {
      reached.flatMap(Reached::certificate).map(StageEvidence::certificate).ifPresent(words::add);
    }
    return new StageReport(stage, State.FAILED, String.join("; ", words), time(stage));
  }

  private StageReport passed(Stage stage, String words) {
    return new StageReport(stage, State.PASSED, words, time(stage));
  }

  private String revision() {
    String revision = subject.revision();
    return "revision "
        + (revision.length() > REVISION + 4 ? revision.substring(0, REVISION) + "…" : revision);
  }

  private StageReport secrets() {
    List<String> vaults = subject.secretVaults();
    if (vaults.isEmpty()) {
      return without(Stage.SECRET, State.NOT_NEEDED, "none is looked up");
    }
    return passed(
        Stage.SECRET,
        vaults.size()
            + (vaults.size() == 1 ? " secret: " : " secrets: ")
            + String.join(", ", new TreeSet<>(vaults)));
  }

  private StageReport lookUp() {
    if (isByAgent()) {
      return without(Stage.LOOK_UP, State.NOT_NEEDED, "by the agent");
    }
    String host = reached.map(Reached::host).orElse("");
    if (ADDRESS.matcher(host).matches()) {
      return without(Stage.LOOK_UP, State.NOT_NEEDED, host + " is an address");
    }
    String address =
        reached
            .flatMap(Reached::address)
            .map(each -> " → " + each.getAddress().getHostAddress())
            .orElse("");
    return passed(Stage.LOOK_UP, host + address);
  }

  private StageReport agent() {
    if (isByAgent()) {
      String name = telling.flatMap(Attempt::through).orElse("");
      String address = reached.flatMap(Reached::addressInWords).map(" at "::concat).orElse("");
      return passed(Stage.AGENT, name + address);
    }
    return without(
        Stage.AGENT,
        State.NOT_NEEDED,
        telling.flatMap(Attempt::through).orElse("none, it is called directly"));
  }

  private StageReport connect() {
    if (reached.map(Reached::way).equals(Optional.of(Reached.Way.FORWARDED))) {
      return without(Stage.CONNECT, State.NOT_NEEDED, "by the agent");
    }
    if (isByAgent()) {
      return without(
          Stage.CONNECT,
          State.PASSED,
          reached.map(Reached::place).orElse("") + ", through the agent");
    }
    boolean kept = attempts.stream().allMatch(attempt -> attempt.reached().kept());
    return passed(
        Stage.CONNECT,
        reached.flatMap(Reached::addressInWords).orElse("") + (kept ? ", kept open" : ""));
  }

  private StageReport tls() {
    if (reached.filter(Reached::secure).isEmpty()) {
      return without(Stage.TLS, State.NOT_NEEDED, "plain http");
    }
    Optional<PeerCertificate> shown = reached.flatMap(Reached::certificate);
    String words = shown.map(StageEvidence::certificate).orElse("");
    Optional<CertificateExpiry> soon =
        shown.flatMap(each -> subject.now().map(now -> new CertificateExpiry(each, now)));
    if (soon.filter(CertificateExpiry::isSoon).isPresent()) {
      words += ", " + soon.get().distance();
    }
    boolean warned = soon.filter(CertificateExpiry::isSoon).isPresent();
    if (!subject.verifiesCertificates()) {
      words += ", not verified";
      warned = true;
    }
    return new StageReport(Stage.TLS, warned ? State.WARNED : State.PASSED, words, time(Stage.TLS));
  }

  private static String certificate(PeerCertificate shown) {
    LocalDate date = LocalDate.ofInstant(shown.expires(), ZoneOffset.UTC);
    return oneLine(shown.subject()) + ", expires " + date;
  }

  private String answer() {
    int status = telling.map(each -> each.status().orElse(0)).orElse(0);
    String words = status == 0 ? "none" : status + " " + HttpStatus.reasonPhrase(status);
    return attempts.size() > 1 ? words + ", " + attempts.size() + " requests" : words;
  }

  private boolean isByAgent() {
    return reached.filter(each -> each.way() != Reached.Way.DIRECT).isPresent();
  }

  /** The host's own words, without what the stage says already. */
  private static String found(Finding finding, ErrorReport error) {
    String words = without(error.message(), HttpStatus.reasonPhrase(error.statusCode()) + ": ");
    words = oneLine(without(words, finding.stage() + ": "));
    return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
  }

  /** The product's words, or the plugin's, after the status. */
  private static String said(ErrorReport error) {
    String phrase = HttpStatus.reasonPhrase(error.statusCode());
    String message = oneLine(error.message());
    if (message.isEmpty() || message.startsWith(phrase)) {
      message = without(message, phrase);
      return error.statusCode() + " " + phrase + message;
    }
    return error.statusCode() + " " + phrase + ": " + message;
  }

  private static String without(String words, String beginning) {
    return words.startsWith(beginning) ? words.substring(beginning.length()) : words;
  }

  private static String oneLine(String words) {
    String line = words.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /** Of all requests, since the slow one may have been an earlier one. */
  private Optional<Duration> time(Stage stage) {
    return switch (stage) {
      case CONFIGURATION -> Optional.empty();
      case SECRET -> time(Phase.SECRET);
      case LOOK_UP -> time(Phase.LOOK_UP);
      case AGENT -> time(Phase.LOOK_UP, Phase.CONNECT);
      case CONNECT -> time(Phase.CONNECT);
      case TLS -> time(Phase.TLS);
      case AUTHENTICATION, AUTHORISATION, ANSWER -> time(Phase.WAIT, Phase.READ);
    };
  }

  private Optional<Duration> time(Phase... phases) {
    return attempts.stream()
        .flatMap(attempt -> attempt.times().entrySet().stream())
        .filter(each -> List.of(phases).contains(each.getKey()))
        .map(Map.Entry::getValue)
        .reduce(Duration::plus);
  }
}
