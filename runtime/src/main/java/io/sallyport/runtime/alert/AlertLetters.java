// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import io.sallyport.runtime.health.HealthEffect;
import io.sallyport.runtime.health.HealthEffect.Closed;
import io.sallyport.runtime.health.HealthEffect.Opened;
import io.sallyport.runtime.health.HealthEffect.Recovered;
import io.sallyport.runtime.health.HealthEffect.Reminded;
import io.sallyport.runtime.health.HealthEffect.WentStale;
import io.sallyport.runtime.health.Incident;
import io.sallyport.runtime.store.MailKind;
import io.sallyport.runtime.store.NewMail;
import io.sallyport.runtime.store.OutboxMail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mails that tell of what has happened to connections, one for each recipient. Pure: the same
 * news give the same mails, with the same keys and message ids. Thread-safe.
 */
public final class AlertLetters {

  private final LetterNames names;
  private final String host;

  /**
   * @param from the address that mails come from, whose domain their message ids have
   * @param host the machine that Sallyport runs on, by the name that its administrators use
   */
  public AlertLetters(String from, String host) {
    this.names = new LetterNames(from);
    this.host = host;
  }

  /**
   * The mails for one effect.
   *
   * @param now from which it is counted how long ago something was
   */
  public List<NewMail> of(HealthEffect effect, AlertSubject about, Instant now) {
    IncidentPages pages = new IncidentPages(host, about, now);
    if (effect instanceof Opened opened) {
      return incident(
          MailKind.OPENED, "opened", opened.incident(), about, opened, pages.opened(opened));
    }
    if (effect instanceof Reminded reminded) {
      return incident(
          MailKind.REMINDER,
          "reminder/" + reminded.number(),
          reminded.incident(),
          about,
          reminded,
          pages.reminded(reminded));
    }
    if (effect instanceof Recovered recovered) {
      return incident(
          MailKind.RECOVERED,
          "recovered",
          recovered.incident(),
          about,
          recovered,
          pages.recovered(recovered));
    }
    if (effect instanceof Closed closed) {
      return incident(
          MailKind.CLOSED, "closed", closed.incident(), about, closed, pages.closed(closed));
    }
    if (effect instanceof WentStale stale) {
      return stale(List.of(new Silence(about, stale.conclusive(), stale.recipients())), now);
    }
    throw new IllegalArgumentException("No mail tells of " + effect);
  }

  private List<NewMail> incident(
      MailKind kind,
      String kindInKey,
      Incident incident,
      AlertSubject about,
      HealthEffect effect,
      Page page) {
    String thread = about.connection() + "/" + incident.number();
    String beginning = Long.toString(incident.openedAt().getEpochSecond());
    String subject = page.subjectLine();
    String text = TextPage.of(page);
    String html = HtmlPage.of(page);
    List<NewMail> mails = new ArrayList<>();
    for (String recipient : effect.recipients()) {
      String first = messageId(thread + "/opened", recipient, beginning);
      mails.add(
          new NewMail(
              thread + "/" + kindInKey + "/" + recipient,
              thread + "/" + recipient,
              kind,
              Optional.of(about.connection()),
              recipient,
              messageId(thread + "/" + kindInKey, recipient, beginning),
              kind == MailKind.OPENED ? Optional.empty() : Optional.of(first),
              subject,
              text,
              html));
    }
    return List.copyOf(mails);
  }

  /**
   * One mail to each recipient for all connections of which nobody knows whether they work, and
   * which are his.
   *
   * @param looked when that was found, which tells this mail from the next
   */
  public List<NewMail> stale(List<Silence> silences, Instant looked) {
    Map<String, List<Silence>> byRecipient = new LinkedHashMap<>();
    for (Silence silence : silences) {
      for (String recipient : silence.recipients()) {
        byRecipient.computeIfAbsent(recipient, key -> new ArrayList<>()).add(silence);
      }
    }
    List<NewMail> mails = new ArrayList<>();
    byRecipient.forEach(
        (recipient, his) ->
            mails.add(
                alone(
                    MailKind.STALE,
                    looked.toString(),
                    his.size() == 1
                        ? Optional.of(his.get(0).subject().connection())
                        : Optional.empty(),
                    recipient,
                    looked,
                    SummaryPages.stale(host, his, looked))));
    return List.copyOf(mails);
  }

  /**
   * The mail that tells somebody of incidents that were over before a mail could be sent.
   *
   * @param superseded what would have told him, the oldest first; not empty
   */
  public NewMail digest(String recipient, List<OutboxMail> superseded) {
    OutboxMail last = superseded.get(superseded.size() - 1);
    return alone(
        MailKind.DIGEST,
        Long.toString(last.id()),
        Optional.empty(),
        recipient,
        last.created(),
        SummaryPages.digest(host, superseded));
  }

  /** A mail that is a thread by itself. */
  private NewMail alone(
      MailKind kind,
      String which,
      Optional<String> connection,
      String recipient,
      Instant beginning,
      Page page) {
    // No connection has a name in capitals.
    String name = kind.name() + "/" + which;
    String key = name + "/" + recipient;
    return new NewMail(
        key,
        key,
        kind,
        connection,
        recipient,
        messageId(name, recipient, Long.toString(beginning.getEpochSecond())),
        Optional.empty(),
        page.subjectLine(),
        TextPage.of(page),
        HtmlPage.of(page));
  }

  private String messageId(String key, String recipient, String beginning) {
    return names.messageId(key.replace('/', '.'), recipient, beginning);
  }
}
