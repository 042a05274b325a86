// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.yaml;

import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/**
 * Says what breaks the syntax of YAML, in words of our own: the engine's message quotes the text
 * around the error, and that may be a password.
 */
final class SyntaxError {

  private static final String GENERAL =
      "This is not YAML: check the indentation, quotes and brackets here and on the line above.";

  private static final String ESCAPE =
      "This is no escape that YAML knows: in double quotes write \\\\ for a backslash, or use single"
          + " quotes.";

  static final String MISSING_KEY =
      "A key is missing before the colon: if the colon is part of a text, put the whole text in"
          + " quotes.";

  private SyntaxError() {}

  static Problem escape(Place place) {
    return new Problem(place, ESCAPE);
  }

  static Problem describe(String source, YamlEngineException error) {
    if (error instanceof YamlVersionException) {
      return new Problem(
          TreeBuilder.place(source, Optional.empty()),
          "The directive %YAML names another version: remove the line; this is read as YAML 1.2.");
    }
    if (!(error instanceof MarkedYamlEngineException marked)) {
      return new Problem(TreeBuilder.place(source, Optional.empty()), GENERAL);
    }
    String problem = Optional.ofNullable(marked.getProblem()).orElse("");
    String context = Optional.ofNullable(marked.getContext()).orElse("");
    Optional<Mark> mark =
        marked.getProblemMark().isPresent() ? marked.getProblemMark() : marked.getContextMark();
    if (isUnclosed(problem, context) && marked.getContextMark().isPresent()) {
      mark = marked.getContextMark();
    }
    return new Problem(TreeBuilder.place(source, mark), reason(problem, context));
  }

  /** What is never closed is found at the end of the text, but has to be mended where it opens. */
  private static boolean isUnclosed(String problem, String context) {
    return isUnclosedQuote(problem)
        || (isUnclosedBracket(context) && problem.contains("<stream end>"));
  }

  private static boolean isUnclosedQuote(String problem) {
    return problem.startsWith("found unexpected end of stream")
        || problem.startsWith("found unexpected document separator");
  }

  private static boolean isUnclosedBracket(String context) {
    return context.startsWith("while parsing a flow");
  }

  private static boolean isDirective(String problem, String context) {
    return context.startsWith("while scanning a directive")
        || problem.startsWith("found duplicate YAML directive")
        || problem.startsWith("duplicate tag handle");
  }

  private static boolean isMissingKey(String problem, String context) {
    return problem.endsWith("but found ':'")
        && (context.startsWith("while parsing a block mapping")
            || context.startsWith("while parsing a flow node"));
  }

  private static String reason(String problem, String context) {
    if (isUnclosedQuote(problem)) {
      return "The quote that opens here is never closed.";
    }
    if (problem.contains("(TAB)")) {
      return "A tab cannot stand here: write spaces instead.";
    }
    if (problem.contains("that cannot start any token")) {
      return "A value cannot begin with this character: put the value in quotes.";
    }
    if (isDirective(problem, context)) {
      return "A directive (%) is not written as YAML asks: remove the line.";
    }
    if (isMissingKey(problem, context)) {
      return MISSING_KEY;
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return "A colon cannot stand here: if it is part of the text, put the whole text in quotes;"
          + " otherwise check the indentation.";
    }
    if (problem.startsWith("could not find expected ':'")) {
      return "This line is neither a key with a colon nor a list item: write it as key: value, or"
          + " check the indentation.";
    }
    if (problem.startsWith("sequence entries are not allowed")) {
      return "A list item (-) cannot stand here: begin it on a line of its own, below its key.";
    }
    if (problem.contains("escape")) {
      return ESCAPE;
    }
    if (context.startsWith("while scanning a block scalar")) {
      return "A block of text begins with | or > alone on its line, and its lines are indented"
          + " evenly below.";
    }
    if (isUnclosedBracket(context)) {
      return "A bracket is not closed, or a comma is missing, in the [ ] or { } around this place.";
    }
    if (context.startsWith("while scanning an alias")
        || context.startsWith("while scanning an anchor")) {
      return "A text that begins with * or & must be in quotes.";
    }
    if (context.contains("tag") || problem.contains("tag handle")) {
      return "A text that begins with ! must be in quotes; tags are not supported.";
    }
    if (context.contains("block mapping") || context.contains("block collection")) {
      return "This line does not fit the lines above it: check the indentation, and the quotes of"
          + " the line before.";
    }
    return GENERAL;
  }
}
