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
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The vaults that references may name, opened; asks them. Thread-safe. */
public final class Vaults implements AutoCloseable {

  private final Map<String, Opened> vaults;
  private final InstantSource clock;
  private final ExecutorService threads;

  private Vaults(Map<String, Opened> vaults, InstantSource clock, ExecutorService threads) {
    this.vaults = vaults;
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * A vault that is open.
   *
   * @param origins where its values may go; empty for wherever a connection goes
   */
  private record Opened(String provider, CachedVault vault, Optional<Set<String>> origins) {}

  /**
   * The kinds of vault that need no plugin, through the same door as a plugin's.
   *
   * @param folder the configuration folder
   */
  public static List<LoadedSecretProvider> builtIn(Path folder) {
    return List.of(
        LoadedSecretProvider.builtIn(new EnvironmentSecrets(System::getenv)),
        LoadedSecretProvider.builtIn(
            new FileSecrets(SecretFolders.of(folder, System.getenv("CREDENTIALS_DIRECTORY")))),
        LoadedSecretProvider.builtIn(new KeystoreSecrets(folder)));
  }

  /** No vault yet. */
  public static Vaults none(InstantSource clock) {
    AtomicInteger number = new AtomicInteger();
    return new Vaults(
        new LinkedHashMap<>(),
        clock,
        Executors.newCachedThreadPool(
            action -> {
              Thread thread = new Thread(action, "vault-look-up-" + number.incrementAndGet());
              thread.setDaemon(true);
              thread.setContextClassLoader(Vaults.class.getClassLoader());
              return thread;
            }));
  }

  /** Opens those kinds of vault that have no setting that must be given, under their own names. */
  public static Vaults open(List<LoadedSecretProvider> builtIn, Host host) {
    return none(host.clock()).withDefaults(builtIn, host);
  }

  /** These vaults and the same, where their names are still free. */
  public Vaults withDefaults(List<LoadedSecretProvider> builtIn, Host host) {
    Vaults vaults = this;
    for (LoadedSecretProvider provider : builtIn) {
      Optional<Vault> vault =
          vaults.names().contains(provider.name())
              ? Optional.empty()
              : provider.openWithDefaults(host);
      if (vault.isPresent()) {
        vaults = vaults.with(provider.name(), vault.get());
      }
    }
    return vaults;
  }

  /** These vaults and one more, which is closed with them, or another in the place of one. */
  public Vaults with(String name, Vault vault) {
    return with(name, name, vault, lifetimeOf(name), Optional.empty());
  }

  /**
   * The same.
   *
   * @param provider which kind of vault it is
   * @param origins the only places to which its values may go
   */
  public Vaults with(
      String name, String provider, Vault vault, Lifetime lifetime, Optional<Set<String>> origins) {
    Map<String, Opened> more = new LinkedHashMap<>(vaults);
    CachedVault cached = new CachedVault(name, vault, lifetime, clock, threads);
    more.put(name, new Opened(provider, cached, origins));
    return new Vaults(more, clock, threads);
  }

  /** How long values of this kind of vault are good, unless its declaration says otherwise. */
  public static Lifetime lifetimeOf(String provider) {
    return provider.equals("env") ? Lifetime.NONE : Lifetime.DEFAULT;
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

  /** The file that holds the value, as the reference names it; empty where it is no file. */
  Optional<String> file(String text) {
    return Reference.parse(text)
        .filter(
            reference ->
                opened(reference).filter(vault -> vault.provider().equals("file")).isPresent())
        .map(Reference::key);
  }

  /** The only origins to which the value may go; empty when any will do, or it has no vault. */
  Optional<Set<String>> origins(String text) {
    return Reference.parse(text).flatMap(this::opened).flatMap(Opened::origins);
  }

  /**
   * The value, as young as the vault's lifetime asks for.
   *
   * @throws CommandException 503 when it cannot be had: the vault is unknown, does not answer or
   *     has nothing under the key
   */
  String find(String text) {
    return find(text, false);
  }

  /** The same, and not a value that is kept unless the vault cannot be asked. */
  String findAfresh(String text) {
    return find(text, true);
  }

  private String find(String text, boolean afresh) {
    problem(text)
        .ifPresent(
            problem -> {
              throw Finding.SECRET_UNAVAILABLE.failure(Map.of("reason", problem)).withSent(Sent.NO);
            });
    Reference reference = Reference.parse(text).orElseThrow();
    return opened(reference).orElseThrow().vault().find(reference, afresh);
  }

  private Optional<Opened> opened(Reference reference) {
    return Optional.ofNullable(vaults.get(reference.vault()));
  }

  /** Those of these vaults whose names are these, with what they have cached. */
  public Vaults only(Predicate<String> names) {
    Map<String, Opened> some = new LinkedHashMap<>(vaults);
    some.keySet().removeIf(names.negate());
    return new Vaults(some, clock, threads);
  }

  /** These vaults and one of those, as it is; or it in the place of one. */
  public Vaults with(String name, Vaults those) {
    Map<String, Opened> more = new LinkedHashMap<>(vaults);
    more.put(name, Optional.ofNullable(those.vaults.get(name)).orElseThrow());
    return new Vaults(more, clock, threads);
  }

  /**
   * Closes those of these vaults that are not in use elsewhere, too; threads are shared with those
   * that came from these, and stay.
   */
  public void closeAllBut(Collection<Vaults> inUse) {
    Set<Vault> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    inUse.forEach(each -> each.vaults.values().forEach(opened -> kept.add(opened.vault().vault())));
    vaults.values().stream()
        .map(opened -> opened.vault().vault())
        .filter(vault -> !kept.contains(vault))
        .forEach(Vault::close);
  }

  /** What has been asked and not answered is interrupted. */
  @Override
  public void close() {
    threads.shutdownNow();
    closeAllBut(List.of());
  }
}
