// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.InvalidInputException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a client's requests go, checked once.
 *
 * @param host in lower case; an IPv6 address without brackets
 * @param prefix the path that stands before each request's own; empty or begins with a slash, never
 *     ends with one
 */
record BaseAddress(boolean secure, String host, int port, String prefix) {

  private static final String PARAMETER = "Server URL";
  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");

  static BaseAddress of(URI base, boolean allowPlainHttp) {
    String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw InvalidInputException.of(
          PARAMETER, "be a whole address that begins with https://, as https://api.example.com");
    }
    if (base.getRawUserInfo() != null || String.valueOf(base.getRawAuthority()).contains("@")) {
      throw InvalidInputException.of(PARAMETER, "hold no user name and no password");
    }
    if (base.getRawQuery() != null || base.getRawFragment() != null) {
      throw InvalidInputException.of(PARAMETER, "hold neither a query (?) nor a fragment (#)");
    }
    if (base.getHost() == null) {
      throw InvalidInputException.of(
          PARAMETER,
          "name a host by letters, digits, dots and hyphens (an international name in its xn--"
              + " form) or by its whole IP address");
    }
    if (base.getPort() == 0 || base.getPort() > 65_535) {
      throw InvalidInputException.of(PARAMETER, "have a port between 1 and 65535");
    }
    boolean secure = scheme.equals("https");
    String host = base.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    if (!secure && !allowPlainHttp && !LOOPBACK.matcher(host).matches()) {
      throw InvalidInputException.of(
          PARAMETER,
          "begin with https://; plain http is for this machine itself, unless the connection says"
              + " allowPlainHttp: true");
    }
    int port = base.getPort() < 0 ? defaultPort(secure) : base.getPort();
    String path = URI.create(base.toASCIIString()).getRawPath();
    return new BaseAddress(secure, host, port, path.replaceAll("/+$", ""));
  }

  /** As it stands in messages, such as {@code api.example.com:443}. */
  String place() {
    return bracketed() + ":" + port;
  }

  /** The value of the header Host. */
  String authority() {
    return port == defaultPort(secure) ? bracketed() : place();
  }

  /** Scheme, host and port, without the port that the scheme has anyway. */
  String origin() {
    return (secure ? "https://" : "http://") + authority();
  }

  URI resolve(String path) {
    return URI.create((secure ? "https://" : "http://") + authority() + prefix + path);
  }

  /** Whether the host is an IP address and no name. */
  boolean isAddress() {
    return host.indexOf(':') >= 0 || ADDRESS.matcher(host).matches();
  }

  private String bracketed() {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  private static int defaultPort(boolean secure) {
    return secure ? 443 : 80;
  }
}
