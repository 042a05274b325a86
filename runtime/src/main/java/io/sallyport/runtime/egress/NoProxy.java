// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hosts that are called directly although their connection has an agent: a host as {@code
 * api.example.com} or {@code 192.0.2.7}; a domain with all below it as {@code .example.com}; or
 * IPv4 addresses as {@code 192.0.2.0/24}, which are compared with a Server URL that is an address
 * itself, since no name is looked up for this.
 */
public final class NoProxy {

  /** What {@link #parse} takes, for messages. */
  public static final String FORMS =
      "a host (api.example.com), a domain with all below it (.example.com) or IPv4 addresses (192.0.2.0/24)";

  private static final Pattern HOST =
      Pattern.compile("\\.?[a-z0-9_-]+(\\.[a-z0-9_-]+)*|[0-9a-f:.]*:[0-9a-f:.]*");
  private static final Pattern RANGE = Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+)/(\\d{1,2})");
  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final int BITS = 32;

  private final String text;
  private final int network;
  private final int mask;
  private final boolean range;

  private NoProxy(String text, boolean range, int network, int mask) {
    this.text = text;
    this.range = range;
    this.network = network;
    this.mask = mask;
  }

  /** Empty when the text has none of the {@link #FORMS}. */
  public static Optional<NoProxy> parse(String text) {
    String pattern = text.strip().toLowerCase(Locale.ROOT);
    Matcher range = RANGE.matcher(pattern);
    if (range.matches()) {
      int length = Integer.parseInt(range.group(2));
      Optional<Integer> address = address(range.group(1));
      if (address.isEmpty() || length > BITS) {
        return Optional.empty();
      }
      int mask = length == 0 ? 0 : -1 << (BITS - length);
      return Optional.of(new NoProxy(pattern, true, address.get() & mask, mask));
    }
    return HOST.matcher(pattern).matches()
        ? Optional.of(new NoProxy(pattern, false, 0, 0))
        : Optional.empty();
  }

  /** Whether this host, in lower case and without brackets, is one of them. */
  boolean covers(String host) {
    if (range) {
      return address(host).filter(each -> (each & mask) == network).isPresent();
    }
    return text.startsWith(".")
        ? host.endsWith(text) || host.equals(text.substring(1))
        : host.equals(text);
  }

  private static Optional<Integer> address(String text) {
    Matcher octets = ADDRESS.matcher(text);
    if (!octets.matches()) {
      return Optional.empty();
    }
    int address = 0;
    for (int group = 1; group <= octets.groupCount(); group++) {
      int octet = Integer.parseInt(octets.group(group));
      if (octet > 255) {
        return Optional.empty();
      }
      address = address << 8 | octet;
    }
    return Optional.of(address);
  }

  /** As it is written. */
  @Override
  public String toString() {
    return text;
  }
}
