// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Param;
import io.sallyport.plugin.Secret;
import io.sallyport.runtime.tree.JsonTree;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Scalar.Kind;
import io.sallyport.runtime.tree.Sequence;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBinderTest {

  private static final Place PLACE = Place.of("test");

  enum Mode {
    READ_ONLY,
    FULL
  }

  record Everything(
      Optional<String> text,
      Optional<Integer> count,
      Optional<Long> size,
      Optional<Double> ratio,
      Optional<Boolean> flag,
      Optional<Mode> mode,
      Optional<URI> address,
      Optional<Duration> pause,
      Optional<Instant> since,
      Optional<Secret> token,
      Optional<JsonNode> json,
      Optional<List<String>> names) {}

  record Group(
      @Param(
              name = "Group ID",
              description = "Its number.",
              pattern = "[0-9]+",
              expected = "digits only")
          String groupId,
      @Param(name = "Safe List Items", description = "Senders.", example = "[\"a@b.example\"]")
          Optional<List<String>> safeListItems) {}

  record Range(
      @Param(name = "From", description = "Start.") int from,
      @Param(name = "To", description = "End.", defaultValue = "10") int to) {
    Range {
      if (from > to) {
        throw InvalidInputException.of("From", "not be after To").and("To", "not be before From");
      }
      if (from < 0) {
        throw new IllegalArgumentException("negative");
      }
      if (from == 7) {
        throw new IllegalStateException("a fault of the author");
      }
    }
  }

  record Login(Secret password, Optional<List<Secret>> more, int pin) {}

  record Outer(Inner inner, Optional<List<Inner>> others) {}

  record Inner(Place place, int value) {}

  @ParameterizedTest
  @CsvSource({
    "text, TEXT, abc, true",
    "text, INTEGER, 5, false",
    "text, BOOLEAN, true, false",
    "text, UNTYPED, [1, true",
    "count, INTEGER, 5, true",
    "count, TEXT, 5, false",
    "count, DECIMAL, 5.0, false",
    "count, UNTYPED, 5, true",
    "count, UNTYPED, '', false",
    "count, INTEGER, 2147483648, false",
    "count, UNTYPED, 1.9, false",
    "count, UNTYPED, 0x1F, false",
    "size, INTEGER, 9223372036854775807, true",
    "size, INTEGER, 9223372036854775808, false",
    "ratio, INTEGER, 1, true",
    "ratio, DECIMAL, 1.5, true",
    "ratio, TEXT, 1.5, false",
    "ratio, DECIMAL, 1e999, false",
    "ratio, DECIMAL, .inf, false",
    "flag, BOOLEAN, true, true",
    "flag, TEXT, Yes, true",
    "flag, UNTYPED, no, true",
    "flag, TEXT, perhaps, false",
    "flag, INTEGER, 1, false",
    "mode, TEXT, read-only, true",
    "mode, TEXT, READ_ONLY, true",
    "mode, TEXT, other, false",
    "address, TEXT, https://a.example/x, true",
    "address, TEXT, a.example, false",
    "address, TEXT, https://127.1, false",
    "address, TEXT, https://a b, false",
    "address, TEXT, mailto:a@b.example, false",
    "pause, TEXT, 30s, true",
    "pause, TEXT, PT15M, true",
    "pause, TEXT, 500ms, true",
    "pause, TEXT, -PT1S, false",
    "pause, INTEGER, 30, false",
    "since, TEXT, 2026-01-31T12:00:00Z, true",
    "since, TEXT, yesterday, false",
    "token, TEXT, x, true",
    "token, INTEGER, 1, false",
    "json, INTEGER, 1, true",
    "json, UNTYPED, {, false",
    "names, UNTYPED, one, true",
    "names, UNTYPED, '[\"a\",\"b\"]', true",
    "names, UNTYPED, {, false",
    "names, UNTYPED, '[1]', false",
    "names, TEXT, one, false",
  })
  void takesAValueOnlyInTheWayInWhichItsTypeIsWritten(
      String name, Kind kind, String text, boolean accepted) {
    Bound bound = input(Everything.class, Map.of(name, scalar(kind, text)));

    assertThat(bound.value().isPresent()).isEqualTo(accepted);
    assertThat(bound.violations()).hasSize(accepted ? 0 : 1);
  }

  @Test
  void takesYesAndNoFromPlaybooksButNotFromAFile() {
    Mapping yes = mapping(Map.of("flag", scalar(Kind.TEXT, "yes")));

    assertThat(
            RecordBinder.bindConfiguration(schema(Everything.class), yes, References.NONE)
                .violations())
        .hasSize(1);
  }

  @Test
  void reportsEveryViolationAtOnceAndWhatIsMissingLast() {
    Map<String, Node> given = new LinkedHashMap<>();
    given.put("Goup ID", scalar(Kind.UNTYPED, "abc"));
    given.put("Safe List Items", scalar(Kind.UNTYPED, "{"));
    given.put("safe_list_items", scalar(Kind.UNTYPED, "a"));

    List<Violation> violations = input(Group.class, given).violations();

    assertThat(violations)
        .extracting(Violation::headline)
        .containsExactly(
            "The parameter (Goup ID) is unknown.",
            "The parameter (Safe List Items) is given twice.",
            "The value for parameter (Safe List Items) is invalid.",
            "The parameter (Group ID) is required.");
    assertThat(violations.get(0).detail()).isEqualTo("Did you mean Group ID?");
    assertThat(violations.get(2).detail()).contains("not valid JSON", "[\"a@b.example\"]");
    assertThat(violations.get(3).detail()).isEqualTo("It must be digits only.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Group ID", "groupId", "group_id", "GROUP-ID", "ｇroup id"})
  void takesAnySpellingOfANameInACall(String name) {
    assertThat(input(Group.class, Map.of(name, scalar(Kind.TEXT, "12"))).value())
        .contains(new Group("12", Optional.empty()));
  }

  @Test
  void takesOnlyTheExactKeyInAFile() {
    Mapping loose = mapping(Map.of("group_id", scalar(Kind.TEXT, "12")));

    assertThat(
            RecordBinder.bindConfiguration(schema(Group.class), loose, References.NONE)
                .violations())
        .extracting(Violation::headline, Violation::detail)
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                "The parameter (group_id) is unknown.", "Did you mean groupId?"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "", "1 2", "../../admin", "1\n"})
  void checksTheWholeTextAgainstThePattern(String text) {
    assertThat(input(Group.class, Map.of("Group ID", scalar(Kind.TEXT, text))).violations())
        .extracting(Violation::headline)
        .containsExactly("The value for parameter (Group ID) is invalid.");
  }

  @Test
  void tellsAnEmptyListFromNone() {
    Group none =
        (Group) input(Group.class, Map.of("groupId", scalar(Kind.TEXT, "1"))).value().orElseThrow();
    Group empty =
        (Group)
            bindJson(Group.class, "{\"Group ID\":\"1\",\"Safe List Items\":[]}")
                .value()
                .orElseThrow();
    Group isNull =
        (Group)
            bindJson(Group.class, "{\"Group ID\":\"1\",\"Safe List Items\":null}")
                .value()
                .orElseThrow();

    assertThat(none.safeListItems()).isEmpty();
    assertThat(empty.safeListItems()).contains(List.of());
    assertThat(isNull.safeListItems()).isEmpty();
  }

  @Test
  void addsUpWhatIsGivenSeveralTimes() {
    Node repeated =
        new Sequence(
            PLACE,
            List.of(
                scalar(Kind.UNTYPED, "a"),
                scalar(Kind.UNTYPED, "[\"b\",\"c\"]"),
                scalar(Kind.UNTYPED, "d,e")));

    Everything bound =
        (Everything) input(Everything.class, Map.of("names", repeated)).value().orElseThrow();

    assertThat(bound.names()).contains(List.of("a", "b", "c", "d,e"));
  }

  @Test
  void fillsInDefaultsAndRunsTheRulesOfTheRecord() {
    assertThat(bindJson(Range.class, "{\"From\":3}").value()).contains(new Range(3, 10));
    assertThat(bindJson(Range.class, "{\"From\":3,\"To\":1}").violations())
        .extracting(Violation::parameter, Violation::detail)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("From", "It must not be after To."),
            org.assertj.core.groups.Tuple.tuple("To", "It must not be before From."));
    assertThat(bindJson(Range.class, "{\"From\":-3}").violations())
        .extracting(Violation::detail)
        .containsExactly("negative");
    assertThatThrownBy(() -> bindJson(Range.class, "{\"From\":7}"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void bindsRecordsInsideAndKnowsWhereTheyAre() {
    Outer bound =
        (Outer)
            bindJson(Outer.class, "{\"inner\":{\"value\":1},\"others\":[{\"value\":2}]}")
                .value()
                .orElseThrow();

    assertThat(bound.inner().value()).isEqualTo(1);
    assertThat(bound.others().orElseThrow().get(0).place().source()).isEqualTo("test /others/0");
    assertThat(bindJson(Outer.class, "{\"inner\":{\"value\":\"x\",\"vlue\":1}}").violations())
        .extracting(Violation::headline)
        .containsExactly(
            "The parameter (vlue) is unknown.", "The value for parameter (value) is invalid.");
  }

  @Test
  void neverRepeatsAValue() {
    String canary = "canary-9fQz";
    for (Kind kind : Kind.values()) {
      for (String name : List.of("password", "pasword", "more", "pin")) {
        Mapping tree = mapping(Map.of(name, scalar(kind, canary)));
        List<Violation> violations =
            RecordBinder.bindConfiguration(schema(Login.class), tree, References.NONE).violations();
        assertThat(violations)
            .isNotEmpty()
            .noneMatch(violation -> violation.toString().contains(canary));
        assertThat(RecordBinder.bindInput(schema(Login.class), tree).violations().toString())
            .doesNotContain(canary);
      }
    }
  }

  record Careless(Secret password) {
    Careless {
      if (password.reveal().startsWith("canary")) {
        throw new IllegalArgumentException("not a password: " + password.reveal());
      }
      if (password.reveal().startsWith("other")) {
        throw InvalidInputException.of("password", "not be " + password.reveal());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"canary-9fQz", "other-canary-9fQz"})
  void masksASecretThatARecordsOwnRulesQuote(String value) {
    Mapping tree = mapping(Map.of("password", scalar(Kind.TEXT, value)));

    assertThat(
            RecordBinder.bindConfiguration(schema(Careless.class), tree, References.NONE)
                .violations())
        .singleElement()
        .satisfies(
            violation -> assertThat(violation.detail()).contains("******").doesNotContain("9fQz"));
  }

  @Test
  void readsTheNumbersOfYaml() {
    Mapping tree =
        mapping(
            Map.of("count", scalar(Kind.INTEGER, "0x1F"), "size", scalar(Kind.INTEGER, "0o17")));

    Everything bound =
        (Everything)
            RecordBinder.bindConfiguration(schema(Everything.class), tree, References.NONE)
                .value()
                .orElseThrow();

    assertThat(bound.count()).contains(31);
    assertThat(bound.size()).contains(15L);
  }

  @Test
  void resolvesReferencesWhenItBindsAndNotWhenItChecks() {
    Mapping tree =
        mapping(
            Map.of(
                "password",
                scalar(Kind.TEXT, "${env:PASSWORD}"),
                "pin",
                scalar(Kind.TEXT, "${env:PIN}")));
    FixedReferences references =
        new FixedReferences(Map.of("${env:PASSWORD}", "secret", "${env:PIN}", "42"));

    assertThat(RecordBinder.checkConfiguration(schema(Login.class), tree, references)).isEmpty();
    assertThat(references.asked).isEmpty();

    Login login =
        (Login)
            RecordBinder.bindConfiguration(schema(Login.class), tree, references)
                .value()
                .orElseThrow();
    assertThat(login.pin()).isEqualTo(42);
    assertThat(references.asked).containsExactly("${env:PIN}");
    assertThat(login.password().reveal()).isEqualTo("secret");
  }

  @Test
  void doesNotTakeReferencesFromACaller() {
    Everything bound =
        (Everything)
            input(Everything.class, Map.of("text", scalar(Kind.TEXT, "${env:HOME}")))
                .value()
                .orElseThrow();

    assertThat(bound.text()).contains("${env:HOME}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\ud800", "\udc00x", "x\ud800y"})
  void refusesTextThatIsNone(String text) {
    assertThat(input(Everything.class, Map.of("text", scalar(Kind.TEXT, text))).violations())
        .hasSize(1);
  }

  /** References with fixed answers, which remember what was asked for at once. */
  private static final class FixedReferences implements References {

    private final Map<String, String> values;
    private final List<String> asked = new java.util.ArrayList<>();

    private FixedReferences(Map<String, String> values) {
      this.values = values;
    }

    @Override
    public boolean isReference(String text) {
      return text.startsWith("${");
    }

    @Override
    public String value(String reference) {
      asked.add(reference);
      return java.util.Objects.requireNonNull(values.get(reference));
    }

    @Override
    public Secret secret(String reference) {
      return Secret.live(() -> java.util.Objects.requireNonNull(values.get(reference)));
    }

    @Override
    public Secret plain(String value) {
      return Secret.of(value);
    }

    @Override
    public String literal(String text) {
      return text;
    }
  }

  private static Bound input(Class<? extends Record> type, Map<String, Node> given) {
    return RecordBinder.bindInput(schema(type), mapping(given));
  }

  private static Bound bindJson(Class<? extends Record> type, String json) {
    try {
      return RecordBinder.bindInput(
          schema(type), (Mapping) JsonTree.of(new ObjectMapper().readTree(json), "test"));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static RecordSchema schema(Class<? extends Record> type) {
    return RecordSchema.of(type);
  }

  private static Mapping mapping(Map<String, Node> given) {
    Mapping.Builder builder = Mapping.builder(PLACE);
    given.forEach((name, node) -> builder.add(name, PLACE, node));
    return builder.build();
  }

  private static Scalar scalar(Kind kind, String text) {
    return new Scalar(PLACE, kind, text);
  }
}
