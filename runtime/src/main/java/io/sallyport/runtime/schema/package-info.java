/**
 * A record as a schema, and a tree as a record with everything that is wrong at once. The checks
 * are strict at every depth: nothing is coerced, and no value is repeated in a message.
 */
@NullMarked
package io.sallyport.runtime.schema;

import org.jspecify.annotations.NullMarked;
