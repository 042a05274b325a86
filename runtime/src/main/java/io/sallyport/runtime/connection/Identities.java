// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a connection or a vault is made from, as a digest: where two are equal, what was opened for
 * the one serves the other, so that a reload keeps it. Says nothing about its values, and nothing
 * about where in a file they stand.
 */
final class Identities {

  /** The vaults that exist without being declared. */
  static final Set<String> BUILT_IN = Set.of("env", "file");

  /** Who may use a connection, and what it is called, changes nothing about how it is reached. */
  private static final Set<String> NOT_OF_THE_WIRE =
      Set.of(
          "description",
          "site",
          "shareToInternalSites",
          "recipientSite",
          "tenants",
          "permissions",
          "active",
          "healthCheck");

  private static final Pattern REFERENCE = Pattern.compile("^\\$\\{([^:}]+):.*", Pattern.DOTALL);

  private final Path folder;
  private final SettingsTree settings;

  /**
   * @param folder where relative paths start
   */
  Identities(Path folder, SettingsTree settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /** Of a vault by its name; one that is not declared is built in, and always the same. */
  String vault(String name) {
    return settings
        .named("vaults", name)
        .map(this::text)
        .map(Identities::digest)
        .orElse("built in");
  }

  /** Of an entry of {@code connections}, with the agent and the vaults that it names. */
  String connection(Mapping entry) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(entry.entries())
        .forEach(
            (key, each) -> {
              if (!NOT_OF_THE_WIRE.contains(key)) {
                append(text, key).append(text(each.value()));
              }
            });
    ConnectionChecks.text(entry, "agent")
        .flatMap(name -> settings.named("agents", name))
        .ifPresent(agent -> text.append("agent").append(text(agent)));
    certificates(entry).ifPresent(pem -> append(text, pem));
    return digest(text.toString());
  }

  /** What the file holds that is trusted, so that a new one is taken up by a reload. */
  private Optional<String> certificates(Mapping entry) {
    return entry
        .find("tls")
        .filter(Mapping.class::isInstance)
        .flatMap(tls -> ConnectionChecks.text((Mapping) tls, "trustCertificates"))
        .flatMap(this::content);
  }

  private Optional<String> content(String path) {
    try {
      return Optional.of(Files.readString(folder.resolve(path)));
    } catch (IOException | InvalidPathException notAFile) {
      // The certificate itself, or a file that will be found missing when it is needed.
      return Optional.empty();
    }
  }

  private String text(Node node) {
    StringBuilder text = new StringBuilder();
    write(node, text);
    references(node)
        .forEach(
            name -> append(text, name).append(name.equals("env") ? "" : vaultOfReference(name)));
    return text.toString();
  }

  /** A vault's own settings may refer to the built-in vaults only: this ends. */
  private String vaultOfReference(String name) {
    return settings
        .named("vaults", name)
        .map(
            vault -> {
              StringBuilder text = new StringBuilder();
              write(vault, text);
              return text.toString();
            })
        .orElse("");
  }

  private static Set<String> references(Node node) {
    Set<String> names = new TreeSet<>();
    if (node instanceof Scalar scalar) {
      Matcher reference = REFERENCE.matcher(scalar.text());
      if (reference.matches()) {
        names.add(reference.group(1));
      }
    } else if (node instanceof Sequence sequence) {
      sequence.items().forEach(item -> names.addAll(references(item)));
    } else if (node instanceof Mapping mapping) {
      mapping.entries().values().forEach(each -> names.addAll(references(each.value())));
    }
    return names;
  }

  private static void write(Node node, StringBuilder text) {
    if (node instanceof Scalar scalar) {
      append(text.append(scalar.kind()), scalar.text());
    } else if (node instanceof Sequence sequence) {
      text.append('[');
      sequence.items().forEach(item -> write(item, text));
      text.append(']');
    } else if (node instanceof Mapping mapping) {
      text.append('{');
      new TreeMap<>(mapping.entries())
          .forEach((key, entry) -> write(entry.value(), append(text, key)));
      text.append('}');
    }
  }

  /** With its length first, so that no two lists of texts read the same. */
  private static StringBuilder append(StringBuilder all, String text) {
    return all.append(text.length()).append(':').append(text);
  }

  private static String digest(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
