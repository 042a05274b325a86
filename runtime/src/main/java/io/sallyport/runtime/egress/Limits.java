// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

/**
 * How much of an answer is taken.
 *
 * @param maxBodyBytes of the body as it is sent
 * @param maxInflatedBytes of the body once it is unpacked, so that a small answer cannot become a
 *     huge one
 * @param maxRatio how many times as large it may become; counted once it passes {@value
 *     #RATIO_COUNTS_FROM} bytes, since a short list of equal entries packs very well
 */
public record Limits(long maxBodyBytes, long maxInflatedBytes, int maxRatio) {

  static final int RATIO_COUNTS_FROM = 1_000_000;

  public Limits {
    if (maxBodyBytes < 1 || maxInflatedBytes < 1 || maxRatio < 1) {
      throw new IllegalArgumentException("a limit must be at least 1");
    }
  }

  /** 10 MB as sent, 50 MB unpacked, 100 times as large. */
  public static Limits defaults() {
    return new Limits(10_000_000, 50_000_000, 100);
  }
}
