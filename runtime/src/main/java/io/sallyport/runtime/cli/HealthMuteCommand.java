// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sallyport.runtime.schema.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code sallyport health mute}. */
@Command(
    name = "mute",
    header = "Has nobody told of a connection for a while; it is checked as before.",
    description = {
      "",
      "If it is down at the end and nobody was told, that is made up for at the next check. Who was told of an incident",
      "before is told that it is over."
    },
    footer = {
      "",
      "Example:",
      "  sallyport health mute proofpoint-demo --for 2h --reason \"new firewall\""
    })
final class HealthMuteCommand implements Callable<Integer> {

  private static final Duration LONGEST = Duration.ofDays(30);

  @ParentCommand private @Nullable HealthCommand parent;
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The connection's name.")
  private String name = "";

  @Option(
      names = "--for",
      required = true,
      paramLabel = "DURATION",
      converter = Length.class,
      description = "How long, such as 30m, 2h or P1D; 30 days at most.")
  private Duration length = Duration.ZERO;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for whoever wonders.")
  private String reason = "";

  @Override
  public Integer call() {
    if (reason.isBlank()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--reason must say something.");
    }
    SallyportCommand root = Objects.requireNonNull(parent).root();
    JsonNode answer =
        HealthQuestion.ask(
            root,
            HealthRequests.MUTE,
            JsonNodeFactory.instance
                .objectNode()
                .put("connection", name)
                .put("seconds", length.toSeconds())
                .put("reason", reason));
    root.answers()
        .println(
            name
                + " is muted until "
                + TimeText.clock(Instant.parse(answer.path("until").asText()))
                + ".");
    return ExitCode.SUCCESSFUL;
  }

  private static final class Length implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return Durations.parse(text)
          .filter(
              length ->
                  length.compareTo(Duration.ofSeconds(1)) >= 0 && length.compareTo(LONGEST) <= 0)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "\"" + text + "\" is not a duration such as 30m or 2h, of 30 days at most"));
    }
  }
}
