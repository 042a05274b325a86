// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files a reference may name, and who else can read them. */
class FileSecretsTest {

  @TempDir Path root;

  private Path configuration = Path.of("");
  private Path outside = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    configuration = Files.createDirectories(root.resolve("config"));
    outside = Files.createDirectories(root.resolve("outside"));
    Files.writeString(configuration.resolve("inside"), "value-inside");
    Files.writeString(outside.resolve("file"), "value-outside");
    Files.createSymbolicLink(configuration.resolve("link"), outside.resolve("file"));
    Files.createSymbolicLink(configuration.resolve("folder"), outside);
    Files.createSymbolicLink(outside.resolve("back"), configuration.resolve("inside"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside/file", "link", "folder/file", "/etc/passwd"})
  void refusesWhatIsReallyElsewhere(String key) {
    assertThatThrownBy(() -> read(SecretFolders.of(configuration, null), key))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is in none of the folders that may hold secrets: " + configuration)
        .hasMessageContaining("settings: {folders: […]}")
        .hasMessageNotContaining("value-outside");
  }

  @Test
  void readsWhatIsReallyInside() throws Exception {
    SecretFolders folders = SecretFolders.of(configuration, null);

    assertThat(read(folders, "inside")).contains("value-inside");
    assertThat(read(folders, "../outside/back")).contains("value-inside");
    assertThat(read(folders, configuration.resolve("inside").toString())).contains("value-inside");
    assertThat(read(folders, "../outside/no-such-file")).isEmpty();
  }

  @Test
  void readsFromFoldersThatAreNamed() throws Exception {
    assertThat(read(SecretFolders.of(configuration, null).with(List.of("../outside")), "link"))
        .contains("value-outside");
    assertThat(
            read(
                SecretFolders.of(configuration, outside.toString()),
                outside.resolve("file").toString()))
        .contains("value-outside");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rw-r--r-- | secrets/x can be read by every user of this machine (mode 0644): chmod 600 ",
        "rw----r-- | secrets/x can be read by every user of this machine (mode 0604): chmod 600 ",
        "rw-r----- | secrets/x can be read by the group "
      })
  void warnsOfAFileThatOthersCanRead(String mode, String expected) throws IOException {
    Path file = configuration.resolve("inside");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertThat(FileMode.warning("secrets/x", file).orElseThrow()).startsWith(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rw--w--w-"})
  void saysNothingOfAFileThatOnlyItsOwnerCanRead(String mode) throws IOException {
    Path file = configuration.resolve("inside");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertThat(FileMode.warning("secrets/x", file)).isEmpty();
    assertThat(FileMode.warning("secrets/x", root.resolve("missing"))).isEmpty();
  }

  private static Optional<String> read(SecretFolders folders, String key) throws Exception {
    return new FileSecrets(folders)
        .open(new FileSecrets.Settings(Optional.empty()), NO_HOST)
        .find(key);
  }

  private static final io.sallyport.plugin.Host NO_HOST =
      new io.sallyport.plugin.Host() {
        @Override
        public String connectionName() {
          return "test";
        }

        @Override
        public io.sallyport.plugin.ApiClient http(java.net.URI base) {
          throw new IllegalStateException("no vault here uses HTTP");
        }

        @Override
        public java.time.InstantSource clock() {
          return java.time.InstantSource.system();
        }
      };
}
