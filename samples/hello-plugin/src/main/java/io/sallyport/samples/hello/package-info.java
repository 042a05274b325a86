/**
 * The smallest plugin that does something: one integration, one connection parameter, one command
 * with one input. {@code docs/plugin-authors.md} walks through it.
 */
@NullMarked
package io.sallyport.samples.hello;

import org.jspecify.annotations.NullMarked;
