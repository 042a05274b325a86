/**
 * The one place that decides whether somebody may run a command: a pure function from what is known
 * to <i>allowed</i> or the rule that denies. Every door asks it when the command runs.
 */
@NullMarked
package io.sallyport.runtime.access;

import org.jspecify.annotations.NullMarked;
