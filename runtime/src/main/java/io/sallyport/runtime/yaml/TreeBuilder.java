// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.yaml;

import io.sallyport.runtime.tree.Excerpt;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Scalar.Kind;
import io.sallyport.runtime.tree.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Turns the events of one parser into a tree, in one pass. Goes on after everything that it
 * refuses, so that the rest is reported too; only a syntax error comes out as the engine's
 * exception, and too deep nesting as one of its own. Used once, by one thread.
 */
final class TreeBuilder {

  static final int MAXIMUM_DEPTH = 100;

  /**
   * Nothing below is read: each deeper level costs the engine a tenth of a millisecond, and memory.
   */
  static final class TooDeepException extends RuntimeException {

    private final transient Place place;

    private TooDeepException(Place place) {
      super("nested too deeply");
      this.place = place;
    }

    Place place() {
      return place;
    }
  }

  private final String source;
  private final Parser parser;
  private final List<Problem> problems;
  private Optional<Node> root = Optional.empty();
  private boolean whole = true;
  private int depth;

  TreeBuilder(String source, Parser parser, List<Problem> problems) {
    this.source = source;
    this.parser = parser;
    this.problems = problems;
  }

  /** The tree; empty when there is none or something had to be left out of it. */
  Optional<Node> root() {
    return whole ? root : Optional.empty();
  }

  void read() {
    parser.next();
    if (!parser.checkEvent(Event.ID.DocumentStart)) {
      return;
    }
    checkDirectives((DocumentStartEvent) parser.next());
    Node node = node();
    root =
        node instanceof Scalar scalar && isNothing(scalar) ? Optional.empty() : Optional.of(node);
    parser.next();
    if (parser.checkEvent(Event.ID.DocumentStart)) {
      report(
          place(parser.peekEvent()),
          "A second document begins here: keep one document in a file and remove this line"
              + " (---).");
    }
  }

  private static boolean isNothing(Scalar scalar) {
    return scalar.kind() == Kind.NULL && scalar.text().isEmpty();
  }

  private void checkDirectives(DocumentStartEvent start) {
    boolean isOtherVersion =
        start.getSpecVersion().map(SpecVersion::getMinor).filter(minor -> minor != 2).isPresent();
    if (isOtherVersion) {
      report(place(start), "The directive %YAML names another version: this is read as YAML 1.2.");
    }
    if (start.getTags().values().stream().anyMatch(TreeBuilder::isForeignTagPrefix)) {
      report(place(start), "The directive %TAG is not supported: remove the line.");
    }
  }

  private static boolean isForeignTagPrefix(String prefix) {
    return !prefix.equals("!") && !prefix.equals("tag:yaml.org,2002:");
  }

  private Node node() {
    Event event = parser.next();
    Place place = place(event);
    checkProperties(event, place);
    return switch (event.getEventId()) {
      case Scalar -> scalar((ScalarEvent) event, place);
      case MappingStart -> nested(place, () -> mapping(place));
      case SequenceStart -> nested(place, () -> sequence(place));
      default -> alias(place);
    };
  }

  private void checkProperties(Event event, Place place) {
    if (event.getEventId() == Event.ID.Alias) {
      return;
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      report(
          place,
          "Anchors (&) are not supported: if the & is part of the text, put the value in quotes;"
              + " otherwise remove the anchor and write the value out wherever it is needed.");
    }
    if (tagOf(event).isPresent()) {
      report(
          place,
          "Tags (!) are not supported: if the ! is part of the text, put the value in quotes;"
              + " otherwise remove the tag.");
    }
  }

  private static Optional<String> tagOf(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    return event instanceof CollectionStartEvent collection
        ? collection.getTag()
        : Optional.empty();
  }

  private Scalar scalar(ScalarEvent event, Place place) {
    String text = event.getValue();
    if (event.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED && hasHalfCharacter(text)) {
      report(
          place,
          "An escape in this text is half a character: write both halves (\\uD83D\\uDE00), or the"
              + " character itself.");
    }
    return new Scalar(place, event.isPlain() ? CoreSchema.kindOf(text) : Kind.TEXT, text);
  }

  /** Only an escape brings one in, and no encoding can take it out again. */
  private static boolean hasHalfCharacter(String text) {
    return text.codePoints()
        .anyMatch(character -> Character.getType(character) == Character.SURROGATE);
  }

  private Node alias(Place place) {
    report(
        place,
        "Aliases (*) are not supported: if the * is part of the text, put the value in quotes;"
            + " otherwise write the value out here.");
    return leftOut(place);
  }

  private Node nested(Place place, Supplier<Node> collection) {
    if (depth == MAXIMUM_DEPTH) {
      throw new TooDeepException(place);
    }
    depth++;
    Node node = collection.get();
    depth--;
    return node;
  }

  private Node sequence(Place place) {
    List<Node> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node());
    }
    parser.next();
    return new Sequence(place, items);
  }

  private Node mapping(Place place) {
    Mapping.Builder mapping = Mapping.builder(place);
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      entry(mapping);
    }
    parser.next();
    return mapping.build();
  }

  private void entry(Mapping.Builder mapping) {
    if (isMergeKey(parser.peekEvent())) {
      mergeKey();
      return;
    }
    boolean isAlias = parser.checkEvent(Event.ID.Alias);
    Node key = node();
    if (isAlias) {
      node();
      return;
    }
    if (!(key instanceof Scalar name) || name.kind() != Kind.TEXT || name.text().isEmpty()) {
      refuseKey(key);
      node();
      return;
    }
    mapping
        .find(name.text())
        .ifPresent(
            first ->
                report(
                    name.place(),
                    "The key \""
                        + Excerpt.of(name.text())
                        + "\" is already on line "
                        + first.keyPlace().line()
                        + ": remove one of the two."));
    mapping.add(name.text(), name.place(), node());
  }

  private static boolean isMergeKey(Event key) {
    return key instanceof ScalarEvent scalar && scalar.isPlain() && scalar.getValue().equals("<<");
  }

  private void mergeKey() {
    report(place(parser.next()), "Merge keys (<<) are not supported: write the entries out here.");
    whole = false;
    if (parser.checkEvent(Event.ID.Alias)) {
      parser.next();
    } else {
      node();
    }
  }

  private void refuseKey(Node key) {
    whole = false;
    if (key instanceof Scalar scalar) {
      report(scalar.place(), isNothing(scalar) ? SyntaxError.MISSING_KEY : unfitKey(scalar));
    } else {
      report(
          key.place(),
          "A key must be text, not a list or a mapping: if the brackets are part of a text, put the"
              + " whole text in quotes.");
    }
  }

  private static String unfitKey(Scalar key) {
    return key.text().isEmpty()
        ? "A key cannot be empty: write its name before the colon."
        : "A key must be text: put it in quotes.";
  }

  private Node leftOut(Place place) {
    whole = false;
    return new Scalar(place, Kind.NULL, "");
  }

  private void report(Place place, String message) {
    problems.add(new Problem(place, message));
  }

  private Place place(Event event) {
    return place(source, event.getStartMark());
  }

  static Place place(String source, Optional<Mark> mark) {
    return mark.map(at -> new Place(source, at.getLine() + 1, at.getColumn() + 1))
        .orElseGet(() -> Place.of(source));
  }
}
