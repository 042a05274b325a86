/**
 * End-to-end tests: the zip as a newcomer unpacks it, run as processes of its own against the
 * simulator.
 */
@NullMarked
package io.sallyport.distribution;

import org.jspecify.annotations.NullMarked;
