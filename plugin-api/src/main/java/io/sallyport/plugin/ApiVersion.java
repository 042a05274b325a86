// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

/**
 * The version of this API. A plugin's jar names the version it was built for in its manifest, as
 * {@value #MANIFEST_ATTRIBUTE}; a host that speaks another refuses the plugin before it loads a
 * class. It changes only when something is taken away.
 */
public final class ApiVersion {

  /** The manifest's main attribute. */
  public static final String MANIFEST_ATTRIBUTE = "Sallyport-Api-Version";

  /**
   * The version of the API in this jar. A method, so that a plugin cannot carry a copy of the
   * number.
   */
  public static int current() {
    return 1;
  }

  private ApiVersion() {}
}
