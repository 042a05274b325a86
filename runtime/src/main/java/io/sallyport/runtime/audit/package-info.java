/**
 * What was asked, by whom, what was decided and how it ended: a line of JSON each, on the device
 * before a secret is resolved or a byte is sent.
 */
@NullMarked
package io.sallyport.runtime.audit;

import org.jspecify.annotations.NullMarked;
