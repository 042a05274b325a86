// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Secret;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Scalar.Kind;
import io.sallyport.runtime.tree.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values that stand for other values. */
class BindingTest {

  private static final Place PLACE = Place.of("test");

  record Account(String user, Optional<Integer> port, Optional<List<String>> names) {}

  record Login(Secret password, Optional<List<Secret>> tokens) {}

  record Cautious(Optional<String> user) {
    Cautious {
      if (user.isPresent()) {
        throw new IllegalStateException("made, although its value is not known");
      }
    }
  }

  private final MapReferences references = new MapReferences();

  @Test
  void takesWhatAReferenceStandsForAsItIs() {
    references.values.put("${a}", "a$${b}");

    assertThat(bind(Account.class, Map.of("user", text("${a}"))).value())
        .contains(new Account("a$${b}", Optional.empty(), Optional.empty()));
  }

  @Test
  void undoesTheEscapeOfWhatIsWrittenOut() {
    assertThat(bind(Account.class, Map.of("user", text("$${b}"))).value())
        .contains(new Account("${b}", Optional.empty(), Optional.empty()));
  }

  @Test
  void resolvesTheItemsOfAList() {
    references.values.put("${a}", "one");
    Node names = new Sequence(PLACE, List.of(text("${a}"), text("two")));

    assertThat(bind(Account.class, Map.of("user", text("u"), "names", names)).value())
        .contains(new Account("u", Optional.empty(), Optional.of(List.of("one", "two"))));
  }

  @Test
  void doesNotShowTheValueOfAReferenceThatIsOfAnotherType() {
    references.values.put("${a}", "canary-9fQz");

    assertThat(bind(Account.class, Map.of("user", text("u"), "port", text("${a}"))).violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.headline())
                  .isEqualTo("The value for parameter (port) is invalid.");
              assertThat(violation.toString()).doesNotContain("canary");
            });
  }

  @Test
  void letsTheReasonPassWhyAReferenceCannotBeHad() {
    assertThatThrownBy(() -> bind(Account.class, Map.of("user", text("${missing}"))))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("${missing}");
  }

  @Test
  void keepsASecretAlive() {
    references.values.put("${a}", "first");
    Node tokens = new Sequence(PLACE, List.of(text("${a}"), text("plain")));
    Login login =
        (Login)
            bind(Login.class, Map.of("password", text("${a}"), "tokens", tokens))
                .value()
                .orElseThrow();

    assertThat(references.asked).isEmpty();
    assertThat(login.password().reveal()).isEqualTo("first");
    references.values.put("${a}", "second");
    assertThat(login.password().reveal()).isEqualTo("second");
    assertThat(login.tokens().orElseThrow())
        .extracting(Secret::reveal)
        .containsExactly("second", "plain");
    assertThat(login.toString()).doesNotContain("second").doesNotContain("plain");
  }

  @Test
  void makesNoRecordOfValuesThatAreOnlyChecked() {
    Mapping tree = mapping(Map.of("user", text("${a}")));

    assertThat(RecordBinder.checkConfiguration(RecordSchema.of(Cautious.class), tree, references))
        .isEmpty();
    assertThat(references.asked).isEmpty();
  }

  private Bound bind(Class<? extends Record> type, Map<String, Node> given) {
    return RecordBinder.bindConfiguration(RecordSchema.of(type), mapping(given), references);
  }

  private static Mapping mapping(Map<String, Node> given) {
    Mapping.Builder builder = Mapping.builder(PLACE);
    given.forEach((name, node) -> builder.add(name, PLACE, node));
    return builder.build();
  }

  private static Scalar text(String text) {
    return new Scalar(PLACE, Kind.TEXT, text);
  }

  /** References whose values a test can change. */
  private static final class MapReferences implements References {

    private final Map<String, String> values = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    @Override
    public boolean isReference(String text) {
      return text.startsWith("${");
    }

    @Override
    public String value(String reference) {
      asked.add(reference);
      return Optional.ofNullable(values.get(reference))
          .orElseThrow(() -> CommandException.of(503, reference + " is not set"));
    }

    @Override
    public Secret secret(String reference) {
      return Secret.live(() -> value(reference));
    }

    @Override
    public Secret plain(String value) {
      return Secret.of(value);
    }

    @Override
    public String literal(String text) {
      return text.replace("$${", "${");
    }
  }
}
