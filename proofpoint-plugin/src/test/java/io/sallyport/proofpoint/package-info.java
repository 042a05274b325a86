@NullMarked
package io.sallyport.proofpoint;

import org.jspecify.annotations.NullMarked;
