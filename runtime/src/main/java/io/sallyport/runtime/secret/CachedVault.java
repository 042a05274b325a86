// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Sent;
import io.sallyport.plugin.secret.Vault;
import io.sallyport.runtime.failure.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A vault and what it gave lately. A value is kept for its lifetime; where the vault cannot be
 * asked, the last one is used for some time more, and whoever gets it is told. What the vault
 * refuses or no longer has is not used any more. Thread-safe.
 */
final class CachedVault {

  private static final Logger LOG = LoggerFactory.getLogger(CachedVault.class);

  /** How long a look-up may take, however much time a run has. */
  private static final Duration LONGEST_LOOK_UP = Duration.ofSeconds(10);

  /** A vault that is down is not asked again for so long where a last value will do. */
  private static final Duration RESPITE = Duration.ofSeconds(30);

  private final String name;
  private final Vault vault;
  private final Lifetime lifetime;
  private final InstantSource clock;
  private final LookUps lookUps;
  private final Map<String, Kept> values = new ConcurrentHashMap<>();
  private final Set<Invocation> warned =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private volatile @Nullable Outage outage;

  CachedVault(
      String name, Vault vault, Lifetime lifetime, InstantSource clock, ExecutorService threads) {
    this.name = name;
    this.vault = vault;
    this.lifetime = lifetime;
    this.clock = clock;
    this.lookUps = new LookUps(vault, threads);
  }

  /** A value and when the vault gave it. */
  private record Kept(String value, Instant at) {}

  /** Since when the vault has not answered, and why. */
  private record Outage(Instant at, String reason) {}

  Vault vault() {
    return vault;
  }

  /**
   * The value under the reference's key.
   *
   * @param afresh whether a value that is kept will not do, since it was refused
   * @throws CommandException 503 when it cannot be had
   */
  String find(Reference reference, boolean afresh) {
    Optional<Kept> last = Optional.ofNullable(values.get(reference.key()));
    if (!afresh && last.filter(kept -> age(kept).compareTo(lifetime.cache()) < 0).isPresent()) {
      return last.get().value();
    }
    Optional<Kept> fallback = last.filter(kept -> age(kept).compareTo(lifetime.staleFor()) < 0);
    Outage known = outage;
    if (!afresh && fallback.isPresent() && known != null && isRecent(known)) {
      return stale(fallback.get(), known.reason());
    }
    return ask(reference, afresh, fallback);
  }

  private String ask(Reference reference, boolean afresh, Optional<Kept> fallback) {
    try {
      Optional<String> found = lookUps.find(reference.key(), patience(fallback), afresh);
      answered();
      String value = found.orElseThrow(() -> refused(reference, unavailable(missing(reference))));
      if (!lifetime.equals(Lifetime.NONE)) {
        values.put(reference.key(), new Kept(value, clock.instant()));
      }
      return value;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Finding.caused(unavailable("The wait for " + reference + " was interrupted."), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof CommandException refusal && isAnAnswer(refusal)) {
        answered();
        throw refused(reference, Finding.SECRET_UNAVAILABLE.found(refusal));
      }
      return fallback
          .map(kept -> down(kept, reason(cause)))
          .orElseThrow(() -> failure(reference, cause));
    } catch (UnansweredException e) {
      return fallback.map(kept -> down(kept, reason(e))).orElseThrow(() -> failure(reference, e));
    }
  }

  /** Half of the time that a run has, where there is something to fall back on. */
  private static Duration patience(Optional<Kept> fallback) {
    if (fallback.isEmpty()) {
      return LONGEST_LOOK_UP;
    }
    Duration half = LookUpRun.within(LONGEST_LOOK_UP.multipliedBy(2)).remaining().dividedBy(2);
    return half;
  }

  private CommandException refused(Reference reference, CommandException refusal) {
    values.remove(reference.key());
    return refusal;
  }

  /** What a vault says of the value or of who asks is final; the rest passes. */
  private static boolean isAnAnswer(CommandException refusal) {
    int status = refusal.status();
    return status >= 400 && status < 500 && status != 408 && status != 429 && status != 499;
  }

  private void answered() {
    if (outage != null) {
      outage = null;
      LOG.info("The vault {} answers again", name);
    }
  }

  private String down(Kept kept, String reason) {
    boolean first = outage == null;
    outage = new Outage(clock.instant(), reason);
    if (first) {
      LOG.warn("{}", notice(kept, reason));
    }
    return stale(kept, reason);
  }

  private String stale(Kept kept, String reason) {
    Optional<Invocation> run = CurrentRun.get();
    if (run.isPresent() && warned.add(run.get())) {
      run.get().warn(notice(kept, reason));
    }
    return kept.value();
  }

  private String notice(Kept kept, String reason) {
    return "The vault "
        + name
        + " does not answer ("
        + reason
        + "); the value that it gave "
        + words(age(kept))
        + " ago is used.";
  }

  private static String words(Duration age) {
    if (age.toMinutes() < 1) {
      return age.toSeconds() + " s";
    }
    return age.toHours() < 2 ? age.toMinutes() + " min" : age.toHours() + " h";
  }

  private Duration age(Kept kept) {
    return Duration.between(kept.at(), clock.instant());
  }

  private boolean isRecent(Outage known) {
    return Duration.between(known.at(), clock.instant()).compareTo(RESPITE) < 0;
  }

  private CommandException failure(Reference reference, Throwable cause) {
    if (cause instanceof CommandException known) {
      return Finding.SECRET_UNAVAILABLE.found(known);
    }
    return Finding.caused(
        unavailable(reference + " cannot be read: " + reason(cause) + "."), cause);
  }

  /** Without a period. */
  private static String reason(Throwable failure) {
    String message =
        failure instanceof CommandException known ? known.text() : failure.getMessage();
    String reason =
        message == null || message.isBlank()
            ? "the vault failed (" + failure.getClass().getSimpleName() + ")"
            : message.strip();
    return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
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
}
