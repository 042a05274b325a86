// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.CommandResult;
import io.sallyport.runtime.TinyConfiguration;
import io.sallyport.runtime.TinyIntegration;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.LiveConfiguration;
import io.sallyport.runtime.connection.Sessions;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleSecretTest {

  @TempDir Path folder;

  @Test
  void theAnswerSaysThatTheVaultIsDown() throws IOException {
    Files.writeString(
        folder.resolve("sallyport.yaml"),
        "vaults:\n  - {name: file, provider: file, cache: 0s, staleFor: 1h}\n");
    Path password = Files.writeString(folder.resolve("password"), "canary-password");
    TinyIntegration revealing =
        new TinyIntegration(
            (input, session, run) ->
                CommandResult.builder()
                    .keyField("Length", session.connection.password().reveal().length())
                    .build());
    Configuration configuration =
        TinyConfiguration.read(
                folder,
                TinyConfiguration.ONE.replace("canary-password", "\"${file:password}\""),
                revealing,
                new Redactor(),
                false)
            .configuration()
            .orElseThrow();
    InstantSource clock = InstantSource.system();
    try (Egress egress = new Egress();
        Sessions sessions = new Sessions(folder, egress, clock);
        CommandService commands =
            new CommandService(
                new LiveConfiguration(configuration, sessions),
                sessions,
                new RecordedTrail(),
                new Redactor(),
                clock)) {
      assertThat(run(commands).warnings()).isEmpty();
      Files.delete(password);
      Files.createDirectory(password);

      Report report = run(commands);

      assertThat(report.returnData()).isEqualTo(ReturnData.SUCCESSFUL);
      assertThat(report.warnings())
          .singleElement()
          .asString()
          .startsWith("The vault file does not answer (" + password + " is a folder); the value")
          .endsWith(" ago is used.");
    }
  }

  private static Report run(CommandService commands) {
    return commands.run(
        new CommandCall(
            Caller.operatingSystemUser(),
            "Do It",
            "one",
            Mapping.empty(Place.of("input")),
            Optional.empty()));
  }
}
