/**
 * Fakes with which the author of a plugin tests it without the runtime: a {@link
 * io.sallyport.testkit.FakeHost} that plays prepared answers or talks to a real server, and a
 * {@link io.sallyport.testkit.FakeInvocation} that keeps what a run reports. They behave as the
 * contracts of {@link io.sallyport.plugin} say, so a plugin that works with them works with the
 * host. A product that misbehaves is in {@link io.sallyport.testkit.server}.
 */
@NullMarked
package io.sallyport.testkit;

import org.jspecify.annotations.NullMarked;
