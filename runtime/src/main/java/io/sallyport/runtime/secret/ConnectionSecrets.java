// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Secret;
import io.sallyport.runtime.schema.References;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets of one connection: looked up when first needed, kept, and looked up afresh when the
 * product has refused them, so that a rotated password needs no restart. Every value that passes is
 * taught to the redactor. Thread-safe.
 */
public final class ConnectionSecrets implements References {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionSecrets.class);

  private final Vaults vaults;
  private final Redactor redactor;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Set<String>> watched = new ConcurrentHashMap<>();

  public ConnectionSecrets(Vaults vaults, Redactor redactor) {
    this.vaults = vaults;
    this.redactor = redactor;
  }

  @Override
  public boolean isReference(String text) {
    return Reference.isMeant(text);
  }

  /** What is wrong with a reference before any vault is asked; empty when nothing is. */
  public Optional<String> problem(String reference) {
    return vaults.problem(reference);
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
   * The value as it was last looked up.
   *
   * @throws CommandException 503 when it cannot be had
   */
  @Override
  public String value(String reference) {
    synchronized (values) {
      // Not computeIfAbsent: the vault may take its time, and may fail.
      String value = values.get(reference);
      if (value == null) {
        value = lookUp(reference);
        values.put(reference, value);
      }
      return value;
    }
  }

  @Override
  public Secret secret(String reference) {
    // Who has said no more about it, as a vault's settings have not, is known by the reference.
    watched.computeIfAbsent(reference, none -> Set.of("What " + reference + " stands for"));
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
   * Looks every value up again that is in use; true when one has changed. A value that cannot be
   * had now stays as it was.
   */
  public boolean refresh() {
    synchronized (values) {
      boolean changed = false;
      for (Map.Entry<String, String> entry : values.entrySet()) {
        String fresh = lookUpOr(entry.getKey(), entry.getValue());
        changed |= !fresh.equals(entry.setValue(fresh));
      }
      return changed;
    }
  }

  private String lookUpOr(String reference, String last) {
    try {
      return lookUp(reference);
    } catch (CommandException e) {
      // The product has refused the last value; that is the failure to report, not the vault's.
      return last;
    }
  }

  private String lookUp(String reference) {
    String value = vaults.find(reference);
    redactor.learn(value);
    if (Redactor.isTooShort(value)) {
      Set<String> names = watched.remove(reference);
      if (names != null) {
        names.forEach(name -> LOG.warn("{}", tooShort(name)));
      }
    }
    return value;
  }
}
