/**
 * Secrets by reference: what <code>${scheme:key}</code> in a configuration means, and the net that
 * keeps values out of everything that is printed. The built-in vaults {@code env} and {@code file}
 * come through the same interface as a plugin's.
 */
@NullMarked
package io.sallyport.runtime.secret;

import org.jspecify.annotations.NullMarked;
