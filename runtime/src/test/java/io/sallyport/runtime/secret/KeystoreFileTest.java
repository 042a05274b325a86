// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoreFileTest {

  @TempDir Path folder;

  private final AtomicReference<String> password = new AtomicReference<>("store-password");
  private Path file = Path.of("");
  private KeystoreFile keystore = new KeystoreFile(file, Secret.of(""));

  @BeforeEach
  void choose() {
    file = folder.resolve("secrets.p12");
    keystore = another();
  }

  @Test
  void keepsAnyTextUnderKeysThatDifferInCapitalsOnly() throws IOException {
    keystore.set("proofpoint/Acme", "Zürich 日本 \n with lines ");
    keystore.set("proofpoint/acme", "x");

    assertThat(another().find("proofpoint/Acme")).contains("Zürich 日本 \n with lines ");
    assertThat(another().find("proofpoint/acme")).contains("x");
    assertThat(another().find("proofpoint/ACME")).isEmpty();
    assertThat(another().find("no such ^key")).isEmpty();
    assertThat(keystore.keys()).containsExactly("proofpoint/Acme", "proofpoint/acme");
  }

  @Test
  void isForItsOwnerOnlyAndHoldsNothingInClearText() throws IOException {
    keystore.set("key", "canary-value");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .doesNotContain("canary-value");
  }

  @Test
  void seesWhatAnotherProcessHasChangedAtTheNextLookUp() throws IOException {
    keystore.set("key", "first-value");
    assertThat(keystore.find("key")).contains("first-value");
    FileTime before = Files.getLastModifiedTime(file);

    another().set("key", "other-value");
    Files.setLastModifiedTime(file, before);

    assertThat(keystore.find("key")).contains("other-value");
  }

  @Test
  void removesAKey() throws IOException {
    keystore.set("key", "value");

    assertThat(keystore.delete("key")).isTrue();
    assertThat(keystore.delete("key")).isFalse();
    assertThat(keystore.find("key")).isEmpty();
  }

  @Test
  void saysThatThereIsNoFileYet() throws IOException {
    assertThatThrownBy(() -> keystore.find("key"))
        .isInstanceOf(IOException.class)
        .hasMessage("the keystore " + file + " does not exist; sallyport secret set makes it");
    assertThat(keystore.keys()).isEmpty();
  }

  @Test
  void saysThatThePasswordIsWrongAndChangesNothing() throws IOException {
    keystore.set("key", "value");
    byte[] before = Files.readAllBytes(file);
    password.set("canary-wrong");

    assertThatThrownBy(() -> another().find("key"))
        .hasMessageStartingWith("the password does not open the keystore " + file)
        .hasMessageNotContaining("canary");
    assertThatThrownBy(() -> keystore.set("key", "other"))
        .hasMessageStartingWith("the password does not open the keystore " + file);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    password.set("");
    assertThatThrownBy(() -> another().find("key")).hasMessageContaining("is empty");
  }

  @Test
  void saysThatTheFileIsDamagedAndChangesNothing() throws IOException {
    keystore.set("key", "value");
    byte[] whole = Files.readAllBytes(file);
    for (byte[] broken :
        List.of(
            new byte[0],
            "not a keystore".getBytes(StandardCharsets.UTF_8),
            java.util.Arrays.copyOf(whole, whole.length / 2))) {
      Files.write(file, broken);
      assertThatThrownBy(() -> another().find("key"))
          .hasMessageStartingWith("the keystore " + file + " is damaged");
      assertThatThrownBy(() -> another().set("key", "other"))
          .hasMessageStartingWith("the keystore " + file + " is damaged");
      assertThat(Files.readAllBytes(file)).isEqualTo(broken);
    }
  }

  @Test
  void removesWhatAKilledProcessHasLeft() throws IOException {
    keystore.set("key", "value");
    Path leftover = Files.writeString(folder.resolve(".secrets.p12.123.tmp"), "half");

    keystore.set("key", "other");

    assertThat(leftover).doesNotExist();
    assertThat(names()).containsExactlyInAnyOrder("secrets.p12", "secrets.p12.lock");
  }

  @Test
  void followsALinkInsteadOfReplacingIt() throws IOException {
    Path real = folder.resolve("real/store.p12");
    new KeystoreFile(real, Secret.of("store-password")).set("key", "value");
    Files.createSymbolicLink(file, real);

    keystore.set("key", "other");

    assertThat(file).isSymbolicLink();
    assertThat(keystore.find("key")).contains("other");
  }

  @Test
  void writersOfSeveralProcessesLoseNothing() throws Exception {
    int processes = 3;
    int each = 4;
    List<Process> writers = new ArrayList<>();
    for (int number = 0; number < processes; number++) {
      writers.add(writer("writer" + number, each));
    }
    for (Process writer : writers) {
      assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(writer.exitValue()).isZero();
    }
    assertThat(keystore.keys()).hasSize(processes * each);
  }

  @Test
  void aKilledWriterLeavesWhatWasThereOrWhatItWrote() throws Exception {
    keystore.set("before", "value");
    for (int round = 1; round <= 3; round++) {
      Process writer = writer("round" + round, 1_000_000);
      int there = keystore.keys().size();
      while (keystore.keys().size() <= there && writer.isAlive()) {
        Thread.onSpinWait();
      }
      writer.destroyForcibly().waitFor();

      assertThat(another().find("before")).contains("value");
      assertThat(another().keys()).hasSizeGreaterThan(there);
      assertThat(another().find("round" + round + "/0")).contains("value");
    }
    keystore.set("after", "value");
    assertThat(names()).containsExactlyInAnyOrder("secrets.p12", "secrets.p12.lock");
  }

  private Process writer(String name, int keys) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            file.toString(),
            name,
            String.valueOf(keys))
        .inheritIO()
        .start();
  }

  /** A process of its own that sets several keys. */
  static final class Writer {
    public static void main(String[] arguments) throws IOException {
      KeystoreFile keystore = new KeystoreFile(Path.of(arguments[0]), Secret.of("store-password"));
      for (int number = 0; number < Integer.parseInt(arguments[2]); number++) {
        keystore.set(arguments[1] + "/" + number, "value");
      }
    }

    private Writer() {}
  }

  private KeystoreFile another() {
    return new KeystoreFile(file, Secret.live(password::get));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).toList();
    }
  }
}
