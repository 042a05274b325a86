// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import io.sallyport.plugin.Secret;

/**
 * How values in a configuration that stand for other values are resolved. May ask a vault, and so
 * block or throw.
 */
public interface References {

  /** Where nothing is a reference. */
  References NONE =
      new References() {
        @Override
        public boolean isReference(String text) {
          return false;
        }

        @Override
        public String value(String reference) {
          throw new IllegalStateException("There are no references here");
        }

        @Override
        public Secret secret(String reference) {
          throw new IllegalStateException("There are no references here");
        }

        @Override
        public Secret plain(String value) {
          return Secret.of(value);
        }

        @Override
        public String literal(String text) {
          return text;
        }
      };

  /** Whether the text stands for another value. */
  boolean isReference(String text);

  /** The value that a reference stands for now. */
  String value(String reference);

  /** The value that a reference stands for whenever it is revealed. */
  Secret secret(String reference);

  /** A secret that was written out in the configuration. */
  Secret plain(String value);

  /** What text that is no reference says once its escapes are undone. */
  String literal(String text);
}
