// SPDX-License-Identifier: Apache-2.0
/**
 * The way out: the host's {@link io.sallyport.plugin.ApiClient}. It keeps the run's deadline from
 * the name look-up to the last byte, stops at once when the run is cancelled, bounds what it reads,
 * never follows a redirect, and always knows whether a request was sent.
 *
 * <p>It is built on the HTTP client of Vert.x core and not on Vert.x Web Client: deadline, cancel
 * and counted limits need the underlying request and its stream, and what Web Client would add (its
 * time-out is an idle time, its body has no limit, it follows redirects) is what must not happen
 * here. Everything that belongs to one exchange is confined to one event loop, so it needs no
 * locks; whatever may block (name look-up, secrets, vaults, reading an answer) is done elsewhere.
 */
@NullMarked
package io.sallyport.runtime.egress;

import org.jspecify.annotations.NullMarked;
