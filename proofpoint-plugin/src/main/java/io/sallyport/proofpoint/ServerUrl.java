// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the interface is, for each way in which people write a server's address. */
final class ServerUrl {

  private static final Pattern PATH = Pattern.compile("(/api(/(?<version>v[0-9]+))?)?/*");

  /** The address of the interface, such as {@code https://us1.example/api/v1}; checked before. */
  static URI base(URI serverUrl, String apiVersion) {
    return URI.create(
        scheme(serverUrl) + "://" + serverUrl.getRawAuthority() + "/api/" + apiVersion);
  }

  /** Adds what is wrong with the address, also in the light of the API Version. */
  static void check(URI serverUrl, String apiVersion, Violations violations) {
    Matcher path = PATH.matcher(serverUrl.getRawPath() == null ? "" : serverUrl.getRawPath());
    if (!isServer(serverUrl) || !path.matches()) {
      violations.add(
          "Server URL",
          "be the address of a server, alone or followed by /api or /api/"
              + apiVersion
              + ", such as https://us1.proofpointessentials.com");
      return;
    }
    String version = path.group("version");
    if (version != null && !version.equals(apiVersion)) {
      violations.add(
          "Server URL", "end with the API Version " + apiVersion + " or name no version");
      violations.add("API Version", "be " + version + " as in the Server URL");
    }
  }

  private static boolean isServer(URI url) {
    return List.of("http", "https").contains(scheme(url))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  private static String scheme(URI url) {
    return url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
  }

  private ServerUrl() {}
}
