// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.schema.References;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets of one connection: looked up when they are needed, kept as long as their vault says,
 * and looked up afresh when the product has refused them, so that a rotated password needs no
 * restart. Every value that passes is taught to the redactor. Thread-safe.
 */
public final class ConnectionSecrets implements References {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionSecrets.class);

  private final Supplier<Vaults> vaults;
  private final Redactor redactor;
  private final Map<String, String> inUse = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> watched = new ConcurrentHashMap<>();
  private final Set<String> secret = ConcurrentHashMap.newKeySet();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Where the connection goes; empty until that is known. */
  private volatile Set<String> destinations = Set.of();

  public ConnectionSecrets(Vaults vaults, Redactor redactor) {
    this(() -> vaults, redactor);
  }

  /**
   * Secrets of something that is read before all vaults are open.
   *
   * @param vaults gives those that are open when a reference is used
   */
  public ConnectionSecrets(Supplier<Vaults> vaults, Redactor redactor) {
    this.vaults = vaults;
    this.redactor = redactor;
  }

  /**
   * Says where the connection goes: only now can it use the vaults that are declared for certain
   * origins.
   *
   * @param origins scheme, host and port of each, as {@code https://api.example.com:443}
   */
  public void goTo(Set<String> origins) {
    destinations = Set.copyOf(origins);
  }

  @Override
  public boolean isReference(String text) {
    return Reference.isMeant(text);
  }

  /** What is wrong with a reference before any vault is asked; empty when nothing is. */
  public Optional<String> problem(String reference) {
    return vaults.get().problem(reference);
  }

  /** The vault that a reference names; empty where it is not well-formed. */
  public Optional<String> vault(String reference) {
    return Reference.parse(reference).map(Reference::vault);
  }

  /** The path in a reference to a file, as it is written; empty for any other reference. */
  public Optional<String> file(String reference) {
    return vaults.get().file(reference);
  }

  /**
   * Why a connection that goes to these origins may not use the reference; empty when it may.
   *
   * @param origins empty when they are not known
   */
  public Optional<String> refusal(String reference, Set<String> origins) {
    Optional<Set<String>> allowed = vaults.get().origins(reference);
    if (allowed.isEmpty() || (!origins.isEmpty() && allowed.get().containsAll(origins))) {
      return Optional.empty();
    }
    String where =
        origins.isEmpty()
            ? "no parameter of this connection says where it goes"
            : "this connection goes to " + listed(origins);
    return Optional.of(
        reference
            + " may not be used here: its vault is declared for "
            + listed(allowed.get())
            + ", and "
            + where
            + ".");
  }

  private static String listed(Set<String> origins) {
    return String.join(", ", new TreeSet<>(origins));
  }

  /** What to say of a value that is too short; {@code what} begins a sentence. */
  public static String tooShort(String what) {
    return what
        + " is shorter than "
        + Redactor.SHORTEST
        + " characters, too short to be masked where a product echoes it.";
  }

  /**
   * Has the log warn once when this reference is found to stand for a value that is too short to be
   * masked: nobody can tell before it is looked up.
   *
   * @param what the parameter and its connection, such as {@code password of the connection acme}
   */
  public void watch(String reference, String what) {
    watched.computeIfAbsent(reference, none -> ConcurrentHashMap.newKeySet()).add(what);
  }

  /**
   * The value as it is now, as far as its vault's lifetime asks for.
   *
   * @throws CommandException 503 when it cannot be had, 403 when it may not go where the connection
   *     goes
   */
  @Override
  public String value(String reference) {
    refusal(reference, destinations)
        .ifPresent(
            reason -> {
              throw Finding.SECRET_NOT_FOR_ORIGIN
                  .failure(Map.of("reason", reason))
                  .withSent(Sent.NO);
            });
    return learnt(reference, vaults.get().find(reference));
  }

  @Override
  public Secret secret(String reference) {
    secret.add(reference);
    return Secret.live(() -> value(reference));
  }

  @Override
  public Secret plain(String value) {
    redactor.learn(value);
    return Secret.of(value);
  }

  @Override
  public String literal(String text) {
    return text.replace("$${", "${");
  }

  /**
   * Looks every value up again that is in use; true when one has changed.
   *
   * @throws CommandException when one cannot be had; the others have been looked up all the same
   */
  public boolean refresh() {
    boolean changed = false;
    Optional<CommandException> failure = Optional.empty();
    for (Map.Entry<String, String> entry : Map.copyOf(inUse).entrySet()) {
      try {
        String fresh = learnt(entry.getKey(), vaults.get().findAfresh(entry.getKey()));
        changed |= !fresh.equals(entry.getValue());
      } catch (CommandException e) {
        failure = Optional.of(e);
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return changed;
  }

  private String learnt(String reference, String value) {
    redactor.learn(value);
    inUse.put(reference, value);
    if (Redactor.isTooShort(value)) {
      // A secret of which nobody has said more, as of a vault's settings, is known by its
      // reference.
      Set<String> unnamed =
          secret.contains(reference) ? Set.of("What " + reference + " stands for") : Set.of();
      watched.getOrDefault(reference, unnamed).forEach(this::tellTooShort);
    }
    return value;
  }

  /** Once, however often it is looked up and the configuration read again. */
  private void tellTooShort(String name) {
    if (told.add(name)) {
      LOG.warn("{}", tooShort(name));
    }
  }
}
