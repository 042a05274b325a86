// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A value that is never printed. It is live: {@link #reveal} gives the current value of what the
 * configuration refers to, so a plugin keeps the {@code Secret} and reveals it where it is used,
 * or, better, hands it to {@link ApiClient#withHeader(String, Secret)} and never sees the value at
 * all.
 *
 * <p>Thread-safe. Two secrets are equal only when they are the same object, so that comparing
 * cannot tell a value.
 */
public final class Secret {

  /** How every secret prints, whatever its value and length. */
  public static final String MASK = "******";

  private final Supplier<String> value;

  private Secret(Supplier<String> value) {
    this.value = value;
  }

  /** A secret that never changes. */
  public static Secret of(String value) {
    requireNonNull(value, "value is null");
    return new Secret(() -> value);
  }

  /**
   * A secret whose value is asked for each time it is revealed. The supplier is thread-safe and
   * never returns null.
   */
  public static Secret live(Supplier<String> value) {
    return new Secret(requireNonNull(value, "value is null"));
  }

  /**
   * The value in clear text, as it is now.
   *
   * @throws CommandException with status 503 when it cannot be had; the message names the
   *     reference, not the value
   */
  public String reveal() {
    return requireNonNull(value.get(), "the secret has no value");
  }

  /**
   * A secret made from this one, such as {@code token.map(value -> "Bearer " + value)}; as live as
   * this one.
   */
  public Secret map(UnaryOperator<String> change) {
    requireNonNull(change, "change is null");
    return new Secret(() -> change.apply(reveal()));
  }

  /** {@value #MASK}. */
  @Override
  public String toString() {
    return MASK;
  }
}
