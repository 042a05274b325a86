// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.yaml;

import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads one YAML document into a tree. Thread-safe. */
public final class YamlReader {

  private static final int MAXIMUM_LENGTH = 16 * 1024 * 1024;
  private static final int BUFFER = 64 * 1024;

  private YamlReader() {}

  /**
   * Reads the text and finds as much wrong as it can at once; only after a syntax error the rest
   * cannot be understood.
   *
   * @param source what the text was read from, for places
   * @param text the whole document, at most 16 MB
   */
  public static YamlResult read(String source, String text) {
    if (text.length() > MAXIMUM_LENGTH) {
      return new YamlResult(
          Optional.empty(),
          List.of(
              new Problem(
                  Place.of(source),
                  "The text is larger than 16 MB: split it into several files.")));
    }
    List<Problem> problems = new ArrayList<>();
    String readable = Characters.check(source, text, problems);
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source)
            .setBufferSize(Math.max(1024, Math.min(BUFFER, readable.length() + 1)))
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    StreamReader reader = new StreamReader(settings, readable);
    TreeBuilder builder = new TreeBuilder(source, new ParserImpl(settings, reader), problems);
    try {
      builder.read();
    } catch (YamlEngineException e) {
      return new YamlResult(Optional.empty(), sorted(problems, SyntaxError.describe(source, e)));
    } catch (TreeBuilder.TooDeepException e) {
      return new YamlResult(Optional.empty(), sorted(problems, tooDeep(e.place())));
    } catch (IllegalArgumentException e) {
      // The engine lets this through for an escape beyond Unicode; its message quotes the text.
      Place place = new Place(source, reader.getLine() + 1, reader.getColumn() + 1);
      return new YamlResult(Optional.empty(), sorted(problems, SyntaxError.escape(place)));
    }
    return new YamlResult(builder.root(), sorted(problems));
  }

  private static Problem tooDeep(Place place) {
    return new Problem(
        place,
        "Values are nested more than "
            + TreeBuilder.MAXIMUM_DEPTH
            + " deep here: what follows was not read.");
  }

  private static List<Problem> sorted(List<Problem> problems, Problem... last) {
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(List.of(last));
    all.sort(
        Comparator.comparingInt((Problem problem) -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column()));
    return all;
  }
}
