// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import io.sallyport.runtime.alert.Block.Fact;
import io.sallyport.runtime.alert.Block.Facts;
import io.sallyport.runtime.alert.Block.Heading;
import io.sallyport.runtime.alert.Block.Lines;
import io.sallyport.runtime.alert.Block.Paragraph;
import io.sallyport.runtime.alert.Block.Points;
import io.sallyport.runtime.health.TimeWords;
import io.sallyport.runtime.store.OutboxMail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is said of several connections at once. */
final class SummaryPages {

  private static final int MOST = 100;

  /**
   * @param silences not empty
   */
  static Page stale(String host, List<Silence> silences, Instant looked) {
    List<Fact> facts = new ArrayList<>();
    for (Silence silence : silences.subList(0, Math.min(MOST, silences.size()))) {
      facts.add(
          new Fact(
              HarmlessText.line(silence.subject().connection(), 64),
              "last known "
                  + TimeWords.moment(silence.conclusive())
                  + " ("
                  + TimeWords.lasted(Duration.between(silence.conclusive(), looked))
                  + " ago)"));
    }
    AlertSubject first = silences.get(0).subject();
    boolean one = silences.size() == 1;
    String whether =
        "Nobody knows whether "
            + (one ? first.connection() + " works" : silences.size() + " connections work");
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Facts(facts));
    more(silences.size(), blocks);
    blocks.add(new Heading("What to do"));
    blocks.add(
        new Points(
            List.of(
                "Look at the log of Sallyport on "
                    + host
                    + ": it says why a check could not be made, or that the product asks to be"
                    + " called less often.",
                one
                    ? "Try it by hand there:"
                    : "Try one by hand there, for example the first of them:")));
    blocks.add(new Lines(List.of(first.command())));
    blocks.add(
        new Paragraph(
            "You hear no more of this. If a check fails later, you are told as of any failure."));
    return new Page(
        Mood.UNCERTAIN,
        whether,
        whether,
        "",
        (one ? "Its checks have" : "Their checks have")
            + " come to no conclusion for longer than three intervals. That says neither that"
            + (one ? " it works nor that it does not." : " they work nor that they do not."),
        blocks,
        footer(host));
  }

  /**
   * @param superseded what would have told that an incident is over; not empty
   */
  static Page digest(String host, List<OutboxMail> superseded) {
    List<String> points =
        superseded.stream()
            .limit(MOST)
            .map(
                mail ->
                    mail.mail().subject().replace(Page.MARK, "")
                        + " ("
                        + TimeWords.moment(mail.created())
                        + ")")
            .toList();
    int count = superseded.size();
    String title =
        count == 1
            ? "1 incident is over that was not reported"
            : count + " incidents are over that were not reported";
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Points(points));
    more(count, blocks);
    blocks.add(
        new Paragraph(
            "Nothing is left to do here. Sallyport repeats no command by itself: run again what"
                + " failed meanwhile and is still needed."));
    return new Page(
        Mood.NEUTRAL,
        title,
        title,
        "",
        "The mail server took no mail while they lasted. They are told of here, once.",
        blocks,
        footer(host));
  }

  private static void more(int count, List<Block> blocks) {
    if (count > MOST) {
      blocks.add(new Paragraph("… and " + (count - MOST) + " more."));
    }
  }

  private static String footer(String host) {
    return "Sallyport on " + host;
  }

  private SummaryPages() {}
}
