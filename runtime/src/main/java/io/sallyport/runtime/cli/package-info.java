/**
 * The command line: arguments in, one answer on standard output, everything else on standard error,
 * an exit code that says how it went. The only package that knows the parser of arguments.
 */
@NullMarked
package io.sallyport.runtime.cli;

import org.jspecify.annotations.NullMarked;
