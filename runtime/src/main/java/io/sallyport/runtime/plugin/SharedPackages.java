// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import java.util.List;
import java.util.Optional;

/** What a plugin gets from the host, and only from there. */
final class SharedPackages {

  /** Each ends with a dot, so that a shared package shares nothing that merely begins like it. */
  private static final List<String> PREFIXES =
      List.of(
          "io.sallyport.plugin.",
          "com.fasterxml.jackson.core.",
          "com.fasterxml.jackson.databind.",
          "com.fasterxml.jackson.annotation.",
          "org.slf4j.",
          "org.jspecify.annotations.");

  private SharedPackages() {}

  /** Whether this class (with dots) or this resource (with slashes) comes from the host. */
  static boolean contain(String classOrResource) {
    return rootOf(classOrResource).isPresent();
  }

  /** The shared package, without its last dot, in or below which this class or resource lies. */
  static Optional<String> rootOf(String classOrResource) {
    String name = classOrResource.replace('/', '.');
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return Optional.of(prefix.substring(0, prefix.length() - 1));
      }
    }
    return Optional.empty();
  }
}
