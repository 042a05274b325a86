/**
 * Named connections: read from the configuration folder with everything that is wrong at once,
 * opened on first use, closed in order. A configuration is taken whole or not at all.
 */
@NullMarked
package io.sallyport.runtime.connection;

import org.jspecify.annotations.NullMarked;
