// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/** Makes keys and certificates with the JDK's keytool, in a temporary folder for each. */
final class KeyMaker {

  /** The name of the key that a server shows. */
  static final String ALIAS = "server";

  /** Begins the names of the folders of this process. */
  static final String FOLDER = "sallyport-test-certificates-" + ProcessHandle.current().pid() + "-";

  private static final String AUTHORITY = "authority";

  /** A JVM that lives for a moment has no time to compile well. */
  private static final List<String> QUICKLY =
      List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC");

  private static final String PASSWORD = "changeit";

  /** A key store with the authority alone. */
  private final byte[] authority;

  private KeyMaker(byte[] authority) {
    this.authority = authority;
  }

  static KeyMaker withNewAuthority() throws IOException {
    List<String> arguments = generate(AUTHORITY, "CN=Sallyport test authority", "-30d", 365);
    arguments.addAll(List.of("-ext", "bc:critical=ca:true"));
    return new KeyMaker(run(new byte[0], arguments));
  }

  static KeyStore selfSigned(String names) throws IOException {
    List<String> arguments = generate(ALIAS, "CN=localhost", "-1d", 30);
    arguments.addAll(List.of("-ext", names));
    return read(run(new byte[0], arguments));
  }

  /**
   * Returns a key with a certificate of the authority.
   *
   * @param names as keytool writes the extension, like {@code san=dns:localhost}
   * @param start from when it counts, like {@code -1d}
   * @param days how long from then on
   */
  KeyStore signed(String names, String start, int days) throws IOException {
    List<String> arguments = generate(ALIAS, "CN=sallyport test", start, days);
    arguments.addAll(List.of("-ext", names, "-signer", AUTHORITY));
    KeyStore keys = read(run(authority, arguments));
    try {
      // The server would otherwise be free to show the authority as itself.
      keys.deleteEntry(AUTHORITY);
      return keys;
    } catch (GeneralSecurityException failed) {
      throw new IOException("The key of the test authority cannot be taken away.", failed);
    }
  }

  static char[] password() {
    return PASSWORD.toCharArray();
  }

  private static List<String> generate(String alias, String owner, String start, int days) {
    return new ArrayList<>(
        List.of(
            "-genkeypair",
            "-alias",
            alias,
            "-keyalg",
            "EC",
            "-dname",
            owner,
            "-startdate",
            start,
            "-validity",
            Integer.toString(days)));
  }

  /** Returns the key store after keytool has worked on it; an empty one is made anew. */
  private static byte[] run(byte[] before, List<String> arguments) throws IOException {
    Path folder = Files.createTempDirectory(FOLDER);
    Path file = folder.resolve("keys.p12");
    try {
      if (before.length > 0) {
        Files.write(file, before);
      }
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
      command.addAll(QUICKLY);
      command.addAll(arguments);
      command.addAll(
          List.of("-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
      finish(new ProcessBuilder(command).redirectErrorStream(true).start());
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static void finish(Process keytool) throws IOException {
    keytool.getOutputStream().close();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool could not make a test certificate: " + output.strip());
      }
    } catch (InterruptedException interrupted) {
      keytool.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while keytool made a test certificate.", interrupted);
    }
  }

  private static KeyStore read(byte[] store) throws IOException {
    try (InputStream input = new ByteArrayInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(input, password());
      return keys;
    } catch (GeneralSecurityException failed) {
      throw new IOException("What keytool made cannot be read.", failed);
    }
  }
}
