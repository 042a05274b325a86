// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.plugin.Secret;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Scalar.Kind;
import io.sallyport.runtime.tree.Sequence;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole table of types and ways of writing, in a call and in a file. */
class ScalarReaderTest {

  private static final Place PLACE = Place.of("test");

  enum Mode {
    READ_ONLY,
    FULL
  }

  record Inner(int value) {}

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
      Optional<List<String>> names,
      Optional<Inner> inner) {}

  @ParameterizedTest
  @CsvSource({
    "text, 5, TEXT UNTYPED, TEXT UNTYPED",
    "count, 5, INTEGER UNTYPED, INTEGER UNTYPED",
    "size, 5, INTEGER UNTYPED, INTEGER UNTYPED",
    "ratio, 5, INTEGER DECIMAL UNTYPED, INTEGER DECIMAL UNTYPED",
    "flag, true, TEXT BOOLEAN UNTYPED, BOOLEAN UNTYPED",
    "mode, full, TEXT UNTYPED, TEXT UNTYPED",
    "address, https://a.example, TEXT UNTYPED, TEXT UNTYPED",
    "pause, 5s, TEXT UNTYPED, TEXT UNTYPED",
    "since, 2026-01-31T12:00:00Z, TEXT UNTYPED, TEXT UNTYPED",
    "token, 5, TEXT UNTYPED, TEXT UNTYPED",
    "json, 5, TEXT INTEGER DECIMAL BOOLEAN UNTYPED, TEXT INTEGER DECIMAL BOOLEAN UNTYPED",
    "names, 5, UNTYPED, UNTYPED",
    "inner, 5, '', ''",
  })
  void takesEachTypeOnlyInTheKindsInWhichItIsWritten(
      String name, String text, String kindsInACall, String kindsInAFile) {
    Set<Kind> inACall = EnumSet.noneOf(Kind.class);
    Set<Kind> inAFile = EnumSet.noneOf(Kind.class);

    for (Kind kind : EnumSet.complementOf(EnumSet.of(Kind.NULL))) {
      Mapping tree = one(name, new Scalar(PLACE, kind, text));
      if (takes(call(tree))) {
        inACall.add(kind);
      }
      if (takes(file(tree))) {
        inAFile.add(kind);
      }
    }

    assertThat(inACall).isEqualTo(kinds(kindsInACall));
    assertThat(inAFile).isEqualTo(kinds(kindsInAFile));
  }

  @ParameterizedTest
  @CsvSource({
    "text, false, false",
    "count, false, false",
    "size, false, false",
    "ratio, false, false",
    "flag, false, false",
    "mode, false, false",
    "address, false, false",
    "pause, false, false",
    "since, false, false",
    "token, false, false",
    "json, true, true",
    "names, true, false",
    "inner, false, true",
  })
  void takesAListOrAMappingOnlyWhereOneBelongs(String name, boolean list, boolean mapping) {
    Mapping withList = one(name, new Sequence(PLACE, List.of(new Scalar(PLACE, Kind.TEXT, "one"))));
    Mapping withMapping = one(name, one("value", new Scalar(PLACE, Kind.INTEGER, "1")));

    assertThat(takes(call(withList))).isEqualTo(list);
    assertThat(takes(file(withList))).isEqualTo(list);
    assertThat(takes(call(withMapping))).isEqualTo(mapping);
    assertThat(takes(file(withMapping))).isEqualTo(mapping);
  }

  @ParameterizedTest
  @CsvSource({
    "text", "count", "size", "ratio", "flag", "mode", "address", "pause", "since", "token", "json",
    "names", "inner",
  })
  void takesNullForNothing(String name) {
    Mapping tree = one(name, new Scalar(PLACE, Kind.NULL, "null"));
    Everything nothing = (Everything) call(Mapping.empty(PLACE)).value().orElseThrow();

    assertThat(call(tree).value()).contains(nothing);
    assertThat(file(tree).value()).contains(nothing);
  }

  private static Bound call(Mapping tree) {
    return RecordBinder.bindInput(RecordSchema.of(Everything.class), tree);
  }

  private static Bound file(Mapping tree) {
    return RecordBinder.bindConfiguration(RecordSchema.of(Everything.class), tree, References.NONE);
  }

  /** Either a record, or exactly one violation. */
  private static boolean takes(Bound bound) {
    assertThat(bound.violations()).hasSize(bound.value().isPresent() ? 0 : 1);
    return bound.value().isPresent();
  }

  private static Mapping one(String name, Node value) {
    Mapping.Builder builder = Mapping.builder(PLACE);
    builder.add(name, PLACE, value);
    return builder.build();
  }

  private static Set<Kind> kinds(String names) {
    return Arrays.stream(names.split(" "))
        .filter(name -> !name.isEmpty())
        .map(Kind::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
  }
}
