// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import io.sallyport.runtime.alert.Block.Fact;
import io.sallyport.runtime.alert.Block.Facts;
import io.sallyport.runtime.alert.Block.Heading;
import io.sallyport.runtime.alert.Block.Lines;
import io.sallyport.runtime.alert.Block.Paragraph;
import io.sallyport.runtime.alert.Block.Points;
import io.sallyport.runtime.alert.Block.Quote;
import io.sallyport.runtime.health.Category;
import io.sallyport.runtime.health.CheckOutcome.Failed;
import io.sallyport.runtime.health.HealthEffect.Closed;
import io.sallyport.runtime.health.HealthEffect.Opened;
import io.sallyport.runtime.health.HealthEffect.Recovered;
import io.sallyport.runtime.health.HealthEffect.Reminded;
import io.sallyport.runtime.health.Incident;
import io.sallyport.runtime.health.TimeWords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is said of one incident. What to do comes first: it is read at three in the morning. */
final class IncidentPages {

  private static final int MOST_LINES = 20;
  private static final int LONGEST_MESSAGE = 500;

  /** As in {@code HealthMachine} and {@code Timing}. */
  private static final int CAREFUL_AFTER = 3;

  private static final int CAREFUL_FACTOR = 4;

  private final String host;
  private final AlertSubject about;
  private final Instant now;

  /**
   * @param host the machine that Sallyport runs on
   */
  IncidentPages(String host, AlertSubject about, Instant now) {
    this.host = host;
    this.about = about;
    this.now = now;
  }

  Page opened(Opened opened) {
    Incident incident = opened.incident();
    return new Page(
        Mood.BAD,
        about.connection() + " is DOWN: " + inShort(opened.failure()),
        about.connection() + " is DOWN",
        context(),
        "It has not worked since "
            + ago(incident.since())
            + ": "
            + count(incident.failures(), "check", "checks")
            + (incident.failures() == about.afterFailures() && incident.failures() > 1
                ? " in a row"
                : "")
            + (incident.failures() == 1 ? " has failed." : " have failed."),
        down(incident, opened.failure()),
        footer(incident));
  }

  Page reminded(Reminded reminded) {
    Incident incident = reminded.incident();
    String still =
        " is still DOWN after " + TimeWords.lasted(Duration.between(incident.since(), now));
    return new Page(
        Mood.BAD,
        about.connection() + still + ": " + inShort(reminded.failure()),
        about.connection() + still,
        context(),
        "It has not worked since "
            + TimeWords.moment(incident.since())
            + ": "
            + count(incident.failures(), "check has", "checks have")
            + " failed. This is reminder "
            + reminded.number()
            + ".",
        down(incident, reminded.failure()),
        footer(incident));
  }

  Page recovered(Recovered recovered) {
    Incident incident = recovered.incident();
    String lasted = TimeWords.lasted(Duration.between(incident.since(), recovered.until()));
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            "Nothing is left to do here. Sallyport repeats no command by itself: run again what"
                + " failed meanwhile and is still needed."));
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Down since", TimeWords.moment(incident.since())));
    facts.add(new Fact("Up since", TimeWords.moment(recovered.until())));
    facts.add(new Fact("Failed", count(incident.failures(), "check", "checks")));
    facts.addAll(which());
    incident.note().ifPresent(note -> facts.add(new Fact("Meanwhile", note)));
    blocks.add(new Facts(facts));
    return new Page(
        Mood.GOOD,
        about.connection() + " is UP again after " + lasted,
        about.connection() + " is UP again",
        context(),
        "It has worked again since "
            + TimeWords.moment(recovered.until())
            + ": "
            + passed(about.recoverAfter())
            + ".",
        blocks,
        footer(incident));
  }

  Page closed(Closed closed) {
    Incident incident = closed.incident();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Reason", closed.reason()));
    facts.add(new Fact("Down since", ago(incident.since())));
    facts.add(new Fact("Failed", count(incident.failures(), "check", "checks")));
    facts.addAll(which());
    return new Page(
        Mood.NEUTRAL,
        about.connection() + " is watched no longer: " + closed.reason(),
        about.connection() + " is watched no longer",
        context(),
        "It was down when its checks ended, and nobody will be told when it works again.",
        List.of(
            new Facts(facts),
            new Heading("What to do"),
            new Paragraph(
                "Nothing, if that was meant. To see whether it works, type on " + host + ":"),
            new Lines(List.of(about.command()))),
        footer(incident));
  }

  private List<Block> down(Incident incident, Failed failure) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Quote(
            List.of(
                sentence("", failure.indicator()),
                "Status Code: " + failure.statusCode() + ".",
                sentence("Message: ", failure.message()))));
    blocks.add(new Heading("What to do"));
    if (!failure.details().isEmpty()) {
      blocks.add(new Points(most(failure.details())));
    }
    blocks.add(
        new Paragraph(
            (failure.category() == Category.AUTHENTICATION
                    ? "Correct the credentials first: each try with wrong ones brings the account nearer"
                        + " to being locked. Then try it by hand on "
                    : "To try it by hand, type on ")
                + host
                + ":"));
    blocks.add(new Lines(List.of(about.command())));
    if (!failure.stages().isEmpty()) {
      blocks.add(new Heading("How far the check came"));
      blocks.add(new Lines(most(failure.stages())));
    }
    blocks.add(new Heading("Which connection"));
    List<Fact> facts = which();
    facts.add(new Fact("Trouble with", failure.category().words()));
    incident.note().ifPresent(note -> facts.add(new Fact("Meanwhile", note)));
    blocks.add(new Facts(facts));
    blocks.add(new Heading("What happens next"));
    blocks.add(new Paragraph(next(failure)));
    return blocks;
  }

  private String next(Failed failure) {
    String every = TimeWords.length(about.interval());
    String careful = TimeWords.length(about.interval().multipliedBy(CAREFUL_FACTOR));
    return "It is checked again every "
        + every
        + "."
        + (failure.category() == Category.AUTHENTICATION
            ? " After "
                + CAREFUL_AFTER
                + " refusals of the credentials in a row it is checked four times less often,"
                + " every "
                + careful
                + ", so that the account is not locked."
            : "")
        + " You get a mail when it works again, that is when "
        + passed(about.recoverAfter())
        + ".";
  }

  private List<Fact> which() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Connection", about.connection()));
    about.description().ifPresent(text -> facts.add(new Fact("Description", text)));
    about.site().ifPresent(site -> facts.add(new Fact("Site", site)));
    facts.add(new Fact("Integration", about.integration()));
    return facts;
  }

  private String context() {
    return about.integration() + about.site().map(site -> ", " + site).orElse("");
  }

  private String footer(Incident incident) {
    return "Sallyport on " + host + ", incident " + incident.number() + " of " + about.connection();
  }

  private String ago(Instant instant) {
    return TimeWords.moment(instant)
        + " ("
        + TimeWords.lasted(Duration.between(instant, now))
        + " ago)";
  }

  private static String inShort(Failed failure) {
    String message = HarmlessText.subject(failure.message(), 60).replaceAll("[.!?\\s]+$", "");
    return message.isEmpty()
        ? "status " + failure.statusCode()
        : message + " (" + failure.statusCode() + ")";
  }

  private static String passed(int checks) {
    return checks == 1 ? "a check has passed" : checks + " checks in a row have passed";
  }

  private static String count(int count, String one, String several) {
    return count + " " + (count == 1 ? one : several);
  }

  /** Ends in one mark and not in two, as in the answer of a command. */
  private static String sentence(String label, String text) {
    String line = label + HarmlessText.line(text, LONGEST_MESSAGE);
    String bare = line.replaceAll("[.!?]+$", "");
    return bare.length() < line.length() ? line.substring(0, bare.length() + 1) : line + ".";
  }

  private static List<String> most(List<String> lines) {
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> most = new ArrayList<>(lines.subList(0, MOST_LINES));
    most.add("… and " + (lines.size() - MOST_LINES) + " more");
    return most;
  }
}
