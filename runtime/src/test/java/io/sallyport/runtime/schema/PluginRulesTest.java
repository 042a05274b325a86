// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sallyport.plugin.Param;
import io.sallyport.runtime.tree.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginRulesTest {

  enum Mode {
    READ_ONLY,
    FULL
  }

  record Sound(
      @Param(name = "Group ID", description = "Its number.") String groupId,
      @Param(name = "Mode", description = "How.", defaultValue = "READ_ONLY", example = "full")
          Mode mode,
      @Param(name = "Pause", description = "How long.", defaultValue = "30s") Duration pause,
      @Param(
              name = "Names",
              description = "Who.",
              defaultValue = "a",
              example = "[\"a\",\"b\"]",
              pattern = "[a-z]",
              expected = "letters")
          List<String> names,
      @Param(name = "Inner", description = "More.") Optional<SoundInner> inner) {}

  record SoundInner(@Param(name = "Value", description = "One.") int value) {}

  @Test
  void findsNothingWrongWithASoundRecord() {
    assertThat(RecordSchema.ofPlugin(Sound.class).parameters()).hasSize(5);
  }

  record NoParam(String groupId) {}

  record BlankDescription(@Param(name = "Group ID", description = " ") String groupId) {}

  @Test
  void wantsADescription() {
    assertThat(problems(NoParam.class))
        .containsExactly("NoParam.groupId has no @Param with a description.");
    assertThat(problems(BlankDescription.class))
        .containsExactly("BlankDescription.groupId has no @Param with a description.");
  }

  record OtherName(@Param(name = "Group", description = "A group.") String groupId) {}

  record NoName(@Param(name = "--", description = "A group.") String groupId) {}

  @Test
  void wantsTheDisplayNameToSpellTheComponent() {
    assertThat(problems(OtherName.class))
        .containsExactly(
            "OtherName.groupId is called \"Group\", which does not have the same letters and digits"
                + " as groupId.");
    assertThat(problems(NoName.class))
        .containsExactly(
            "NoName.groupId is called \"--\", which does not have the same letters and digits as"
                + " groupId.");
  }

  record Collision(
      @Param(name = "Group ID", description = "One.") String groupId,
      @Param(name = "Group-Id", description = "Another.") String group_id) {}

  @Test
  void wantsNamesThatDifferInLettersAndDigits() {
    assertThat(problems(Collision.class))
        .containsExactly(
            "Collision.group_id has the same name as groupId once only letters and digits count.");
  }

  record Period(
      @Param(name = "Code", description = "A code.", pattern = "[a-z]", expected = "letters.")
          String code) {}

  record Wordless(@Param(name = "Code", description = "A code.", pattern = "[a-z]") String code) {}

  record NumberPattern(
      @Param(name = "Code", description = "A code.", pattern = "[0-9]", expected = "a digit")
          List<Integer> code) {}

  record BrokenPattern(
      @Param(name = "Code", description = "A code.", pattern = "[", expected = "a digit")
          String code) {}

  @Test
  void wantsPatternsThatPeopleCanFollow() {
    assertThat(problems(Period.class))
        .containsExactly(
            "Period.code has an expected that ends in a period; it is part of a sentence.");
    assertThat(problems(Wordless.class))
        .containsExactly("Wordless.code has a pattern and does not say in words what is expected.");
    assertThat(problems(NumberPattern.class))
        .containsExactly("NumberPattern.code has a pattern, which only text can have.");
    assertThat(problems(BrokenPattern.class))
        .singleElement()
        .asString()
        .startsWith("BrokenPattern.code has a pattern that is no regular expression: ");
  }

  record BadDefault(
      @Param(name = "Mode", description = "How.", defaultValue = "other") Mode mode) {}

  record BadExample(
      @Param(
              name = "Names",
              description = "Who.",
              pattern = "[a-z]",
              expected = "a letter",
              example = "[\"a\",\"1\"]")
          List<String> names) {}

  @Test
  void wantsSamplesThatItWouldAcceptItself() {
    assertThat(problems(BadDefault.class))
        .containsExactly(
            "BadDefault.mode has the default \"other\", which it would not accept itself: it must"
                + " be one of read-only, full.");
    assertThat(problems(BadExample.class))
        .containsExactly(
            "BadExample.names has the example \"[\"a\",\"1\"]\", which it would not accept itself"
                + " ([a-z]).");
  }

  record Outer(@Param(name = "Inner", description = "More.") List<NoParam> inner) {}

  @Test
  void looksIntoRecordsInside() {
    assertThat(problems(Outer.class))
        .containsExactly("NoParam.groupId has no @Param with a description.");
  }

  record OfMap(@Param(name = "Field", description = "One.") Map<String, String> field) {}

  record OfNode(@Param(name = "Field", description = "One.") Node field) {}

  record OfObject(@Param(name = "Field", description = "One.") Object field) {}

  record OfFloat(@Param(name = "Field", description = "One.") float field) {}

  // An author may write one; it is what is to be refused.
  @SuppressWarnings("ArrayRecordComponent")
  record OfArray(@Param(name = "Field", description = "One.") String[] field) {}

  record OfOptionals(@Param(name = "Field", description = "One.") List<Optional<String>> field) {}

  record OfLists(@Param(name = "Field", description = "One.") List<List<String>> field) {}

  record OfWildcard(@Param(name = "Field", description = "One.") List<? extends String> field) {}

  record OfVariable<T>(@Param(name = "Field", description = "One.") T field) {}

  @ParameterizedTest
  @ValueSource(
      classes = {
        OfMap.class,
        OfNode.class,
        OfObject.class,
        OfFloat.class,
        OfArray.class,
        OfOptionals.class,
        OfLists.class,
        OfWildcard.class,
        OfVariable.class
      })
  void refusesTypesThatAreNotOnTheList(Class<? extends Record> type) {
    assertThat(problems(type))
        .singleElement()
        .asString()
        .startsWith(type.getSimpleName() + ".field has the type ")
        .endsWith(", which is not one that a parameter can have.");
  }

  private static List<String> problems(Class<? extends Record> type) {
    return catchThrowableOfType(SchemaException.class, () -> RecordSchema.ofPlugin(type))
        .problems();
  }
}
