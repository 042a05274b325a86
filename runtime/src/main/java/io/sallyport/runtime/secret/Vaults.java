// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Host;
import io.sallyport.plugin.Sent;
import io.sallyport.plugin.secret.Vault;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.plugin.LoadedSecretProvider;
import io.sallyport.runtime.schema.Names;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The vaults that references may name, opened; asks them. Thread-safe. */
public final class Vaults implements AutoCloseable {

  private final Map<String, Vault> vaults;

  private Vaults(Map<String, Vault> vaults) {
    this.vaults = vaults;
  }

  /**
   * The vaults that always exist, through the same door as a plugin's.
   *
   * @param folder where a relative path of {@code file} starts
   */
  public static List<LoadedSecretProvider> builtIn(Path folder) {
    return List.of(
        LoadedSecretProvider.builtIn(new EnvironmentSecrets(System::getenv)),
        LoadedSecretProvider.builtIn(new FileSecrets(folder)));
  }

  /** Opens the built-in vaults, each under its own name. */
  public static Vaults open(List<LoadedSecretProvider> builtIn, Host host) {
    Map<String, Vault> vaults = new LinkedHashMap<>();
    builtIn.forEach(provider -> vaults.put(provider.name(), provider.open(new NoSettings(), host)));
    return new Vaults(vaults);
  }

  /** These vaults and one more, which is closed with them. */
  public Vaults with(String name, Vault vault) {
    Map<String, Vault> more = new LinkedHashMap<>(vaults);
    more.put(name, vault);
    return new Vaults(more);
  }

  public Set<String> names() {
    return vaults.keySet();
  }

  /**
   * What is wrong with this text as a reference; empty when it is well-formed and names a vault.
   * The vault is not asked.
   *
   * @param text begins with <code>${</code>; not secret itself
   */
  Optional<String> problem(String text) {
    Optional<Reference> reference = Reference.parse(text);
    if (reference.isEmpty()) {
      return Optional.of(
          "\""
              + text
              + "\" is not a reference. It must read ${vault:key}, such as ${env:NAME} or ${file:/run/secrets/name}.");
    }
    String vault = reference.get().vault();
    if (vaults.containsKey(vault)) {
      return Optional.empty();
    }
    String hint =
        Names.nearest(vault, vaults.keySet())
            .map(name -> "Did you mean ${" + name + ":…}?")
            .orElse("Known vaults: " + String.join(", ", vaults.keySet()) + ".");
    return Optional.of(text + " names the vault \"" + vault + "\", which is not declared. " + hint);
  }

  /**
   * The value as it is now.
   *
   * @throws CommandException 503 when it cannot be had: the vault is unknown, does not answer or
   *     has nothing under the key
   */
  String find(String text) {
    problem(text)
        .ifPresent(
            problem -> {
              throw unavailable(problem);
            });
    Reference reference = Reference.parse(text).orElseThrow();
    try {
      return vault(reference)
          .find(reference.key())
          .orElseThrow(() -> unavailable(missing(reference)));
    } catch (CommandException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("The wait for " + reference + " was interrupted.").withCause(e);
    } catch (Exception e) {
      throw unavailable(reference + " cannot be read: " + reason(e)).withCause(e);
    }
  }

  private Vault vault(Reference reference) {
    Vault vault = vaults.get(reference.vault());
    if (vault == null) {
      throw new IllegalStateException("The vault of " + reference + " was checked and is gone");
    }
    return vault;
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage();
    String reason =
        message == null || message.isBlank()
            ? "the vault failed (" + failure.getClass().getSimpleName() + ")"
            : message.strip();
    return reason.endsWith(".") ? reason : reason + ".";
  }

  private static String missing(Reference reference) {
    return switch (reference.vault()) {
      case "env" -> reference + " is not set in the environment of this process.";
      case "file" -> reference + " names a file that does not exist or is empty.";
      default -> reference + " is not in the vault.";
    };
  }

  private static CommandException unavailable(String message) {
    return Finding.SECRET_UNAVAILABLE.failure(Map.of("reason", message)).withSent(Sent.NO);
  }

  /** The vault with this name, opened. */
  public Optional<Vault> opened(String name) {
    return Optional.ofNullable(vaults.get(name));
  }

  /** Closes those of these vaults that are not in use elsewhere, too. */
  public void closeAllBut(Collection<Vaults> inUse) {
    Set<Vault> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    inUse.forEach(each -> kept.addAll(each.vaults.values()));
    vaults.values().stream().filter(vault -> !kept.contains(vault)).forEach(Vault::close);
  }

  @Override
  public void close() {
    closeAllBut(List.of());
  }
}
