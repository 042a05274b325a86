/**
 * The one front door: resolve, permit, bind, run within a deadline, report. Whatever a plugin does,
 * one {@link io.sallyport.runtime.command.Report} comes out.
 */
@NullMarked
package io.sallyport.runtime.command;

import org.jspecify.annotations.NullMarked;
