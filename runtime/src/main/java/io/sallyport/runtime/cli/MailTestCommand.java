// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.mail.MailAddress;
import io.sallyport.runtime.mail.MailSettings;
import io.sallyport.runtime.mail.MailTrial;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sallyport mail test}. */
@Command(
    name = "test",
    header = "Sends a test mail and says, stage by stage, how far it came.",
    description = {
      "",
      "It goes the way of real mail, with the settings under mail: in sallyport.yaml. It takes 20 seconds at most."
    },
    footer = {
      "",
      "Examples:",
      "  sallyport mail test --to ops@example.com",
      "  sallyport mail test --to ops@example.com --output json",
      "",
      "Exit codes: 0 the mail server has taken the mail, 1 it has not."
    })
final class MailTestCommand implements Callable<Integer> {

  @ParentCommand private @Nullable MailCommand parent;
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description = "Who gets the test mail, such as ops@example.com.")
  private @Nullable String to;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}. Default: text.")
  private ListFormat output = ListFormat.text;

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent).root();
    String recipient = recipient();
    try (Sallyport sallyport = root.open(false)) {
      MailSettings settings =
          root.configuration(sallyport).mail().orElseThrow(MailTestCommand::undeclared);
      return tell(root, MailTrial.run(settings, recipient), output);
    }
  }

  /** Shows what became of a trial, and returns the exit code. */
  static int tell(SallyportCommand root, MailTrial trial, ListFormat format) {
    MailTrialText text = new MailTrialText(trial);
    List<String> lines = format == ListFormat.json ? List.of(text.json()) : text.lines();
    lines.forEach(line -> root.answers().println(root.redactor().mask(line)));
    return text.accepted() ? ExitCode.SUCCESSFUL : ExitCode.FAILED;
  }

  private String recipient() {
    String given = to;
    if (given == null) {
      throw wrong("Say who gets the test mail: --to ops@example.com.");
    }
    MailAddress.problem(given)
        .ifPresent(
            problem -> {
              throw wrong("What --to names " + problem + ".");
            });
    return given;
  }

  private ParameterException wrong(String words) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), words);
  }

  private static StopException undeclared() {
    return new StopException(
        ExitCode.CONFIGURATION,
        List.of(
            "No mail server is declared. Declare one in sallyport.yaml:",
            "  mail: {host: smtp.example.com, security: starttls, from: sallyport@example.com}"));
  }
}
