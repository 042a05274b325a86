// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of a record that a person or a playbook fills in: a parameter of a
 * connection, an input of a command, a setting of a vault. From the component and this annotation
 * the host derives the key in YAML and JSON, the check, the help, the form, the JSON Schema and the
 * reference page.
 *
 * <p>A component's type is one of {@code String}, {@code int}, {@code long}, {@code double}, {@code
 * boolean}, an enum, {@link java.net.URI}, {@link java.time.Duration}, {@link java.time.Instant},
 * {@link Secret}, {@link com.fasterxml.jackson.databind.JsonNode}, a {@link java.util.List} of one
 * of these, a nested record, or an {@link java.util.Optional} of one of all these. A component is
 * required unless it is an {@code Optional} or has a {@link #defaultValue}. Where a value is
 * missing, null counts as missing too.
 *
 * <p>A rule that needs more than {@link #pattern} stands in the record's compact constructor and
 * throws {@link InvalidInputException}.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Param {

  /**
   * The display name, such as {@code Group ID}. It has the same letters and digits as the
   * component's name ({@code groupId}), so that the two can never tell different stories.
   */
  String name();

  /** What it is and where to find it, in whole sentences. */
  String description();

  /**
   * A value as a person would write it: text as it is, a list as a JSON array. Never a real secret.
   */
  String example() default "";

  /**
   * The value when none is given, written as a person would write it; empty means that there is
   * none.
   */
  String defaultValue() default "";

  /**
   * A regular expression that the whole text (of a list: of each item) must match; empty allows
   * any. Only for text.
   */
  String pattern() default "";

  /**
   * What {@link #pattern} allows, to complete the sentence <i>It must be …</i>; required with a
   * pattern.
   */
  String expected() default "";
}
