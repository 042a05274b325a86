// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

/**
 * How much of an answer is taken.
 *
 * @param maxBodyBytes of the body as it is sent
 * @param maxInflatedBytes of the body once it is unpacked, so that a small answer cannot become a
 *     huge one
 */
public record Limits(long maxBodyBytes, long maxInflatedBytes) {

  public Limits {
    if (maxBodyBytes < 1 || maxInflatedBytes < 1) {
      throw new IllegalArgumentException("a limit must be at least one byte");
    }
  }

  /** 10 MB as sent, 50 MB unpacked. */
  public static Limits defaults() {
    return new Limits(10_000_000, 50_000_000);
  }
}
