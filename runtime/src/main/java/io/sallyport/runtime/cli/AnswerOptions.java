// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.connection.ConnectionDefinition.TimeoutDefinition;
import io.sallyport.runtime.schema.Durations;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * The options of every command that runs a command: how long it may take, and how the answer is
 * shown.
 */
final class AnswerOptions {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}. Default: text.")
  private OutputFormat output = OutputFormat.text;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long it may take, such as 30s or 2m; otherwise the connection says.")
  private @Nullable Duration timeout;

  OutputFormat output() {
    return output;
  }

  Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  private static final class DurationConverter implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return Durations.parse(text)
          .filter(
              duration ->
                  duration.compareTo(Duration.ofMillis(1)) >= 0
                      && duration.compareTo(TimeoutDefinition.LONGEST_COMMAND) <= 0)
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      "\"" + text + "\" is not a duration such as 30s, 2m or 1h, of 24h at most"));
    }
  }
}
