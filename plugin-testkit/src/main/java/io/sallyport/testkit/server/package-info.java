// SPDX-License-Identifier: Apache-2.0
/**
 * A small HTTP server that misbehaves on purpose, for tests of what a plugin does when a product
 * does: {@link io.sallyport.testkit.server.FaultyServer} answers by a {@link
 * io.sallyport.testkit.server.Handler} unless its {@link io.sallyport.testkit.server.FaultPlan}
 * says otherwise. It knows no product and uses nothing but the JDK, so that it can write what no
 * proper HTTP library would.
 */
@NullMarked
package io.sallyport.testkit.server;

import org.jspecify.annotations.NullMarked;
