// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.server.TestProxy;
import io.sallyport.testkit.server.TestProxy.Kind;
import io.sallyport.testkit.server.TestProxy.Login;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way of docs/admins.md from an empty folder to three connections, step by step as it stands
 * there: only the addresses of the product and of the agent are those of the test.
 */
class AdminsGuideIT {

  private static final Pattern DIAGNOSIS =
      Pattern.compile("^[✔✖!-] ([A-Za-z-]+( look-up)?) {2,}.*\\n", Pattern.MULTILINE);

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```(yaml|console) (guide\\S*)\\n(.*?)^```$");

  /** A name, and what the page says that an admin puts there. */
  private static final String AGENT_PASSWORD = "Agent-Passw0rd";

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;

  private record Step(String command, StringBuilder output) {}

  @Test
  void leadsFromAnEmptyFolderToThreeConnections() throws Exception {
    String page = Files.readString(Installation.repository().resolve("docs/admins.md"));
    Path etc = folder.resolve("etc");
    Files.createDirectories(etc.resolve("connections"));
    List<Step> steps = new ArrayList<>();
    try (TestProxy agent = TestProxy.start(Kind.HTTP, new Login("sallyport", AGENT_PASSWORD))) {
      Matcher block = BLOCK.matcher(page);
      while (block.find()) {
        switch (block.group(2)) {
          case "guide-settings" -> write(etc.resolve("sallyport.yaml"), block.group(3), agent);
          case "guide-connections" ->
              write(etc.resolve("connections/mail.yaml"), block.group(3), agent);
          default -> addSteps(block.group(3), steps);
        }
      }
      for (String file : List.of("hq.txt", "branch.txt")) {
        Files.writeString(folder.resolve(file), Product.PASSWORD + "\n");
      }
      Files.writeString(folder.resolve("dmz.txt"), AGENT_PASSWORD + "\n");
      Files.writeString(etc.resolve("keystore-password"), "a-long-keystore-password\n");
      Files.setPosixFilePermissions(
          etc.resolve("keystore-password"),
          java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));

      assertThat(steps).hasSizeGreaterThan(8);
      for (Step step : steps) {
        assertThat(stages(run(step.command(), etc)))
            .as(step.command())
            .isEqualTo(stages(step.output().toString()));
      }
      assertThat(agent.targets()).as("what went through the agent").isNotEmpty();
    }
  }

  /**
   * Of a diagnosis only its stages: the product of the page speaks TLS and is far away, and the one
   * here does not and is not.
   */
  private static String stages(String text) {
    return DIAGNOSIS.matcher(text).replaceAll("$1\n");
  }

  private void write(Path file, String text, TestProxy agent) throws IOException {
    Files.writeString(
        file,
        text.replace("https://us1.proofpointessentials.com", product.simulator().uri().toString())
            .replace("host: 192.0.2.10", "host: 127.0.0.1")
            .replace("port: 3128", "port: " + agent.port()));
  }

  private static void addSteps(String console, List<Step> steps) {
    for (String line : console.lines().toList()) {
      if (line.startsWith("$ ")) {
        steps.add(new Step(line.substring(2), new StringBuilder()));
      } else {
        steps.get(steps.size() - 1).output().append(line).append('\n');
      }
    }
  }

  /** What it prints, in the folder where the page has it. */
  private String run(String command, Path etc) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", command + " 2>&1");
    shell.directory(folder.toFile());
    shell
        .environment()
        .put("PATH", Installation.home().resolve("bin") + ":" + System.getenv("PATH"));
    shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
    shell.environment().put("SALLYPORT_CONFIG", etc.toString());
    shell.environment().put("SALLYPORT_DATA", folder.resolve("data").toString());
    Process process = shell.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isLessThan(5);
    // A blank line between an answer and the next command is the page's own.
    return printed.replace(etc.toString(), "/etc/sallyport");
  }
}
