// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import io.sallyport.plugin.Secret;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets of one record while it is made: whatever its constructor reveals and then quotes in a
 * complaint is masked in that complaint. Once the record is made, nothing is kept.
 */
final class WatchedSecrets {

  private final Set<String> revealed = ConcurrentHashMap.newKeySet();
  private volatile boolean watching = true;

  /** The same secret, whose revealing is noticed as long as the record is being made. */
  Secret watch(Secret secret) {
    return secret.map(
        value -> {
          if (watching && !value.isEmpty()) {
            revealed.add(value);
          }
          return value;
        });
  }

  /** The text without any value that has been revealed. */
  String mask(String text) {
    String masked = text;
    for (String value : revealed) {
      masked = masked.replace(value, Secret.MASK);
    }
    return masked;
  }

  void stop() {
    watching = false;
    revealed.clear();
  }
}
