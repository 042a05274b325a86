// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a process finds around it.
 *
 * @param home the unpacked distribution
 * @param answers where answers go; nothing else does
 * @param messages where everything else goes
 * @param colour whether answers may be coloured
 */
public record Surroundings(
    Path home,
    Map<String, String> environment,
    InputStream input,
    PrintStream answers,
    PrintStream messages,
    boolean colour) {

  /**
   * Those of this process.
   *
   * @param standardOutput the real one, which plugins cannot print to
   */
  public static Surroundings ofProcess(PrintStream standardOutput) {
    Map<String, String> environment = System.getenv();
    boolean terminal = Boolean.getBoolean("sallyport.terminal");
    boolean wanted =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    // Check marks and names in any script: what a terminal is told must not depend on the locale of
    // a cron job.
    return new Surroundings(
        Path.of(System.getProperty("sallyport.home", ".")).toAbsolutePath().normalize(),
        environment,
        System.in,
        utf8(standardOutput),
        utf8(System.err),
        terminal && wanted);
  }

  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }
}
