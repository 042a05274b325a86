@NullMarked
package io.sallyport.testkit;

import org.jspecify.annotations.NullMarked;
