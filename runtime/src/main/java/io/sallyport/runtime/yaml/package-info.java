// SPDX-License-Identifier: Apache-2.0
/**
 * Text to a tree that remembers line and column. YAML 1.2 with its core schema, less everything
 * that can surprise: duplicate keys, anchors, aliases, tags, merge keys and several documents are
 * refused, each with its place and what to write instead. The only package that knows the YAML
 * engine.
 */
@NullMarked
package io.sallyport.runtime.yaml;

import org.jspecify.annotations.NullMarked;
