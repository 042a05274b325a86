// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import io.sallyport.plugin.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An encrypted PKCS#12 file that holds texts by key. Read anew only when the file has changed.
 * Thread-safe; several processes may change it at the same time.
 *
 * <p>Each failure is an {@link IOException} whose message names the file and says what is wrong.
 */
public final class KeystoreFile {

  private static final String TYPE = "PKCS12";

  /** What PKCS#12 says of a secret key; any length will do. */
  private static final String ALGORITHM = "AES";

  private static final long MAX_BYTES = 16 * 1024 * 1024;

  private final Path file;
  private final Secret password;
  private @Nullable Content read;

  /**
   * A file that need not exist yet.
   *
   * @param password revealed at each use
   */
  public KeystoreFile(Path file, Secret password) {
    this.file = file;
    this.password = password;
  }

  /**
   * The file that these settings name.
   *
   * @param folder where a relative path starts
   * @param settings a record of the settings of the provider {@code keystore}
   */
  public static KeystoreFile of(Path folder, Record settings) {
    return new KeystoreSecrets(folder).keystore((KeystoreSecrets.Settings) settings);
  }

  /** What tells a file from what it was before; a file that was renamed into its place, too. */
  private record Stamp(FileTime time, long size, @Nullable Object id) {}

  private record Content(Stamp stamp, KeyStore entries) {}

  private interface Change {
    boolean apply(KeyStore entries) throws GeneralSecurityException, IOException;
  }

  public Path file() {
    return file;
  }

  /** The value under the key, which is taken exactly as it was set. */
  public Optional<String> find(String key) throws IOException {
    if (KeystoreKeys.problem(key).isPresent()) {
      return Optional.empty();
    }
    char[] secret = secret();
    try {
      Key found = entries(secret).getKey(KeystoreKeys.alias(key), secret);
      return Optional.ofNullable(found)
          .map(entry -> new String(entry.getEncoded(), StandardCharsets.UTF_8));
    } catch (UnrecoverableKeyException e) {
      throw new IOException("the password does not open the entry " + key + " of " + file, e);
    } catch (GeneralSecurityException e) {
      throw new IOException("the entry " + key + " of " + file + " cannot be read", e);
    } finally {
      Arrays.fill(secret, '\0');
    }
  }

  /** The keys, sorted; none when there is no file yet. */
  public List<String> keys() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    char[] secret = secret();
    try {
      TreeSet<String> keys = new TreeSet<>();
      Collections.list(entries(secret).aliases())
          .forEach(alias -> keys.add(KeystoreKeys.key(alias)));
      return List.copyOf(keys);
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " cannot be read", e);
    } finally {
      Arrays.fill(secret, '\0');
    }
  }

  /**
   * Keeps the value under the key, in the place of what was there. Makes the file when there is
   * none. When this returns, the value is on the disk.
   */
  public void set(String key, String value) throws IOException {
    SecretKeySpec entry = new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    char[] secret = secret();
    change(
        secret,
        entries -> {
          KeyStore.ProtectionParameter protection = new KeyStore.PasswordProtection(secret);
          entries.setEntry(KeystoreKeys.alias(key), new KeyStore.SecretKeyEntry(entry), protection);
          return true;
        });
  }

  /** Removes the key; false when there is none. */
  public boolean delete(String key) throws IOException {
    return change(
        secret(),
        entries -> {
          String alias = KeystoreKeys.alias(key);
          if (!entries.containsAlias(alias)) {
            return false;
          }
          entries.deleteEntry(alias);
          return true;
        });
  }

  /** Reads, changes and writes, while no other process does; clears the password. */
  private boolean change(char[] secret, Change change) throws IOException {
    try {
      return new SafeFile(file)
          .locked(
              real -> {
                KeyStore entries =
                    Files.exists(real) ? parse(Files.readAllBytes(real), secret) : empty();
                if (!change.apply(entries)) {
                  return false;
                }
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                entries.store(bytes, secret);
                new SafeFile(real).write(bytes.toByteArray());
                return true;
              });
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " cannot be written", e);
    } finally {
      Arrays.fill(secret, '\0');
    }
  }

  private char[] secret() throws IOException {
    char[] secret = password.reveal().toCharArray();
    if (secret.length == 0) {
      throw new IOException("the password of the keystore " + file + " is empty");
    }
    return secret;
  }

  private synchronized KeyStore entries(char[] secret) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Stamp stamp =
          new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
      Content last = read;
      if (last != null && last.stamp().equals(stamp)) {
        return last.entries();
      }
      if (attributes.isDirectory()) {
        throw new IOException("the keystore " + file + " is a folder");
      }
      if (stamp.size() > MAX_BYTES) {
        throw new IOException("the keystore " + file + " is larger than 16 MB");
      }
      KeyStore entries = parse(Files.readAllBytes(file), secret);
      read = new Content(stamp, entries);
      return entries;
    } catch (NoSuchFileException e) {
      throw new IOException(
          "the keystore " + file + " does not exist; sallyport secret set makes it", e);
    } catch (AccessDeniedException e) {
      throw new IOException("the keystore " + file + " may not be read by this user", e);
    }
  }

  private static KeyStore empty() throws IOException {
    try {
      KeyStore entries = KeyStore.getInstance(TYPE);
      entries.load(null, null);
      return entries;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + TYPE, e);
    }
  }

  private KeyStore parse(byte[] bytes, char[] secret) throws IOException {
    try {
      KeyStore entries = KeyStore.getInstance(TYPE);
      entries.load(new ByteArrayInputStream(bytes), secret);
      return entries;
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw new IOException(
            "the password does not open the keystore "
                + file
                + ", or somebody has changed what is in the file",
            e);
      }
      throw damaged(e);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw damaged(e);
    }
  }

  private IOException damaged(Exception cause) {
    return new IOException(
        "the keystore " + file + " is damaged, or is not a PKCS#12 file; restore it from a backup",
        cause);
  }
}
