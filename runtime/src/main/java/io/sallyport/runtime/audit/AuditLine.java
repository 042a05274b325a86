// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.audit;

import io.sallyport.runtime.secret.Redactor;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An entry as one line of JSON. The names and their order, which programs may rely on:
 *
 * <ol>
 *   <li>{@code time}: in UTC with milliseconds
 *   <li>{@code event}: {@code decision} or {@code end}
 *   <li>{@code invocation}
 *   <li>{@code account}, {@code user} (or null), {@code door}, {@code site} (or null), {@code
 *       tenant} (or null)
 *   <li>{@code connection}, {@code integration} (or null), {@code command}, {@code effect} (or
 *       null)
 *   <li>{@code inputs}: names; of more than fifty the first fifty, and then {@code inputsLeftOut},
 *       their count
 *   <li>{@code revision}, {@code decision}, {@code rule}
 *   <li>at the end besides: {@code outcome}, {@code status} (or null), {@code sent}, {@code
 *       durationMs}
 * </ol>
 *
 * <p>A text is masked first, then cut where it is very long, so that no part of a secret is left by
 * the cut. What is in a text cannot end the line or look like something else; see {@link JsonText}.
 */
final class AuditLine {

  private static final int LONGEST = 200;
  private static final int MOST_INPUTS = 50;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Redactor redactor;
  private final StringBuilder line = new StringBuilder(512);

  private AuditLine(Redactor redactor) {
    this.redactor = redactor;
  }

  /** The line without its end. */
  static String of(AuditEntry entry, Redactor redactor) {
    return new AuditLine(redactor).whole(entry);
  }

  private String whole(AuditEntry entry) {
    line.append("{\"time\":\"").append(TIME.format(entry.time())).append('"');
    text("event", entry.ending().isPresent() ? "end" : "decision");
    text("invocation", entry.invocation());
    text("account", entry.account());
    optional("user", entry.user());
    text("door", entry.door());
    optional("site", entry.site());
    optional("tenant", entry.tenant());
    text("connection", entry.connection());
    optional("integration", entry.integration());
    text("command", entry.command());
    optional("effect", entry.effect());
    inputs(entry.inputs());
    text("revision", entry.revision());
    text("decision", entry.decision().toString());
    text("rule", entry.rule());
    entry.ending().ifPresent(this::ending);
    return line.append('}').toString();
  }

  private void ending(AuditEntry.Ending ending) {
    text("outcome", ending.outcome());
    name("status");
    line.append(
        ending.status().isPresent() ? Integer.toString(ending.status().getAsInt()) : "null");
    text("sent", ending.sent());
    name("durationMs");
    line.append(ending.duration().toMillis());
  }

  private void inputs(List<String> names) {
    name("inputs");
    line.append('[');
    Iterator<String> shown = names.stream().limit(MOST_INPUTS).iterator();
    while (shown.hasNext()) {
      value(shown.next());
      line.append(shown.hasNext() ? "," : "");
    }
    line.append(']');
    if (names.size() > MOST_INPUTS) {
      name("inputsLeftOut");
      line.append(names.size() - MOST_INPUTS);
    }
  }

  private void optional(String name, Optional<String> text) {
    if (text.isPresent()) {
      text(name, text.get());
    } else {
      name(name);
      line.append("null");
    }
  }

  private void text(String name, String text) {
    name(name);
    value(text);
  }

  private void name(String name) {
    line.append(",\"").append(name).append("\":");
  }

  private void value(String text) {
    String masked = redactor.mask(text);
    JsonText.append(masked.length() > LONGEST ? masked.substring(0, LONGEST) + "…" : masked, line);
  }
}
