/**
 * The host. {@link io.sallyport.runtime.Sallyport} puts its parts together; {@link
 * io.sallyport.runtime.Main} starts it.
 */
@NullMarked
package io.sallyport.runtime;

import org.jspecify.annotations.NullMarked;
