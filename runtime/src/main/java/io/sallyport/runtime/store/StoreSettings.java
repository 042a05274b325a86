// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import io.sallyport.plugin.Secret;
import java.util.Optional;

/**
 * Which database.
 *
 * @param url {@code jdbc:h2:file:…} or {@code jdbc:postgresql:…}
 * @param username for PostgreSQL
 * @param password for PostgreSQL; revealed for each connection that is made
 */
public record StoreSettings(String url, Optional<String> username, Optional<Secret> password) {}
