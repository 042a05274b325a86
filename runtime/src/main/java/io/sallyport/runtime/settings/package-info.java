/**
 * {@code sallyport.yaml} as records: what belongs to the installation and not to one connection.
 */
@NullMarked
package io.sallyport.runtime.settings;

import org.jspecify.annotations.NullMarked;
