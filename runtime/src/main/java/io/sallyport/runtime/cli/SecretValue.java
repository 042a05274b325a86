// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The value of a secret, from wherever it may come. What is wrong with it ends the process. */
final class SecretValue {

  private static final int MOST_BYTES = 64 * 1024;

  /** Asks twice, without showing what is typed; empty when there is no terminal. */
  @SuppressWarnings("SystemConsoleNull") // The launcher asks for the console that can be absent.
  static Optional<String> asked(String key) {
    Console console = System.console();
    if (console == null) {
      return Optional.empty();
    }
    char[] first = console.readPassword("Value of %s (not shown): ", key);
    char[] second = console.readPassword("Once more: ");
    if (first == null || second == null) {
      throw new StopException(ExitCode.INTERRUPTED, List.of("Nothing was changed."));
    }
    try {
      if (!Arrays.equals(first, second)) {
        throw refused("The two are not the same. Nothing was changed.");
      }
      return Optional.of(checked(new String(first)));
    } finally {
      Arrays.fill(first, '\0');
      Arrays.fill(second, '\0');
    }
  }

  static String read(InputStream input) {
    try {
      return text(input, "standard input");
    } catch (IOException e) {
      throw refused("Standard input cannot be read.");
    }
  }

  static String read(String file) {
    try (InputStream input = Files.newInputStream(Path.of(file))) {
      return text(input, file);
    } catch (NoSuchFileException e) {
      throw refused(file + " does not exist.");
    } catch (IOException | InvalidPathException e) {
      throw refused(file + " cannot be read.");
    }
  }

  private static String text(InputStream input, String source) throws IOException {
    byte[] bytes = input.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw refused("The value in " + source + " is larger than 64 kB.");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return checked(text.replaceFirst("\\r?\\n$", ""));
    } catch (CharacterCodingException e) {
      throw refused("The value in " + source + " is not text in UTF-8.");
    }
  }

  private static String checked(String value) {
    if (value.isEmpty()) {
      throw refused("The value is empty. Nothing was changed.");
    }
    return value;
  }

  private static StopException refused(String message) {
    return new StopException(ExitCode.REFUSED, List.of(message));
  }

  private SecretValue() {}
}
