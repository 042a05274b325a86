// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TreeTest {

  private static final Place PLACE = new Place("connections/acme.yaml", 12, 5);
  private static final Scalar SECRET = new Scalar(PLACE, Scalar.Kind.TEXT, "hunter2");

  @Test
  void aPlaceReadsAsFileLineAndColumn() {
    assertThat(PLACE).hasToString("connections/acme.yaml:12:5");
  }

  @Test
  void aPlaceWithoutLineReadsAsItsSource() {
    assertThat(Place.of("input.json")).hasToString("input.json");
  }

  @Test
  void aProblemReadsAsPlaceAndMessage() {
    assertThat(new Problem(PLACE, "It is wrong."))
        .hasToString("connections/acme.yaml:12:5: It is wrong.");
  }

  @Test
  void noNodePrintsItsValue() {
    Mapping.Builder mapping = Mapping.builder(PLACE);
    mapping.add("hunter2", PLACE, SECRET);

    assertThat(SECRET).hasToString("TEXT at connections/acme.yaml:12:5");
    assertThat(new Sequence(PLACE, List.of(SECRET)).toString()).doesNotContain("hunter2");
    assertThat(mapping.build().toString()).doesNotContain("hunter2");
  }

  @Test
  void aMappingKeepsItsOrderAndTheFirstOfTwoEqualKeys() {
    Scalar other = new Scalar(PLACE, Scalar.Kind.INTEGER, "1");
    Mapping.Builder builder = Mapping.builder(PLACE);

    assertThat(builder.add("b", PLACE, SECRET)).isEmpty();
    assertThat(builder.add("a", PLACE, other)).isEmpty();
    assertThat(builder.add("b", PLACE, other)).contains(new Mapping.Entry(PLACE, SECRET));

    Mapping mapping = builder.build();
    assertThat(mapping.entries().keySet()).containsExactly("b", "a");
    assertThat(mapping.find("b")).contains(SECRET);
    assertThat(mapping.find("c")).isEmpty();
  }

  @Test
  void aMappingCannotBeChangedThroughItsBuilderOrItsEntries() {
    Mapping.Builder builder = Mapping.builder(PLACE);
    Mapping mapping = builder.build();
    builder.add("late", PLACE, SECRET);

    assertThat(mapping).isEqualTo(Mapping.empty(PLACE)).hasSameHashCodeAs(Mapping.empty(PLACE));
    assertThatThrownBy(() -> mapping.entries().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void anExcerptIsNeverCutInsideACharacter() {
    assertThat(Excerpt.of("x".repeat(38) + "😀😀")).isEqualTo("x".repeat(38) + "…");
    assertThat(Excerpt.of("")).isEmpty();
  }

  @Test
  void anExcerptIsShortAndOnOneLine() {
    assertThat(Excerpt.of("Group ID")).isEqualTo("Group ID");
    assertThat(Excerpt.of("x".repeat(40))).isEqualTo("x".repeat(40));
    assertThat(Excerpt.of("x".repeat(41))).isEqualTo("x".repeat(39) + "…");
    assertThat(Excerpt.of("a\nb\u202Ec\uD800")).isEqualTo("a\\u{a}b\\u{202e}c\\u{d800}");
    assertThat(Excerpt.of("\n".repeat(50))).hasSizeLessThanOrEqualTo(40).endsWith("…");
  }
}
