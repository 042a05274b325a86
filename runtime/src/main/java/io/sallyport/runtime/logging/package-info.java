/**
 * The log: one line an event to standard error, masked last of all. The only package that knows the
 * logging library behind SLF4J.
 */
@NullMarked
package io.sallyport.runtime.logging;

import org.jspecify.annotations.NullMarked;
