/**
 * A password vault behind any REST API that answers JSON. {@code docs/plugin-authors.md} walks
 * through it.
 */
@NullMarked
package io.sallyport.samples.restvault;

import org.jspecify.annotations.NullMarked;
