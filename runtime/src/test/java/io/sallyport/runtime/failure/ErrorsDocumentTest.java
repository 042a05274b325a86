// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/errors.md} is generated from {@link Finding}: with {@code -Ddocs.update=true}. */
class ErrorsDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "errors.md");
  private static final String BEGIN = "<!-- generated: begin -->\n";
  private static final String END = "<!-- generated: end -->\n";
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  @Test
  void theDocumentSaysWhatTheCodeSays() throws Exception {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    assertThat(begin).isGreaterThan(BEGIN.length() - 1);
    assertThat(end).isGreaterThanOrEqualTo(begin);
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(
          DOCUMENT, document.substring(0, begin) + tables() + document.substring(end));
      return;
    }
    assertThat(document.substring(begin, end))
        .as(
            "docs/errors.md is out of date: ./mvnw -DskipChecks -pl runtime -am test"
                + " -Dtest=ErrorsDocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Ddocs.update=true")
        .isEqualTo(tables());
  }

  @ParameterizedTest
  @EnumSource(Finding.class)
  void isReadableWithItsPlacesFilled(Finding finding) {
    Map<String, String> values =
        Stream.concat(Stream.of(finding.message()), finding.details().stream())
            .flatMap(text -> PLACE.matcher(text).results())
            .map(place -> place.group(1))
            .distinct()
            .collect(Collectors.toMap(name -> name, name -> "<" + name + " $1 {host}>"));
    CommandException failure = finding.failure(values);

    assertThat(failure.status()).isEqualTo(finding.status());
    values.forEach((name, value) -> assertThat(failure.text() + failure.details()).contains(value));
    assertThat(failure.details()).hasSameSizeAs(finding.details());
    if (!values.isEmpty()) {
      assertThatThrownBy(() -> finding.failure(Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(finding.name());
    }
  }

  private static String tables() {
    StringBuilder text = new StringBuilder();
    for (Finding.Stage stage : Finding.Stage.values()) {
      text.append("\n### Stage: ").append(stage).append("\n\n");
      text.append("| Status | Message | Likely cause and what to change |\n|---|---|---|\n");
      for (Finding finding : Finding.values()) {
        if (finding.stage() == stage) {
          text.append("| ")
              .append(finding.status())
              .append(" | ")
              .append(cell(finding.message()))
              .append(" | ")
              .append(
                  Stream.concat(
                          Stream.concat(finding.details().stream(), Stream.of(finding.note()))
                              .filter(line -> !line.isEmpty()),
                          Stream.of(finding.note()))
                      .map(ErrorsDocumentTest::cell)
                      .collect(Collectors.joining(" ")))
              .append(" |\n");
        }
      }
    }
    return text.append('\n').toString();
  }

  /** Places in italics, since braces say nothing to whoever reads the page. */
  private static String cell(String text) {
    return PLACE
        .matcher(text.replace("|", "\\|"))
        .replaceAll(place -> Matcher.quoteReplacement("*" + place.group(1) + "*"));
  }
}
