/**
 * The catalog of integrations: finds plugins on disk, gives each its own class loader, checks what
 * it says about itself, and names everything that is wrong with it. The only place where code of a
 * plugin is loaded, and the only one that calls it: every call passes through one of the {@code
 * Loaded…} types, which set the plugin's context class loader.
 *
 * <p>A class loader is no sandbox. It keeps libraries apart; it does not protect the host from a
 * plugin that means harm. Plugins load when the host starts and are never replaced while it runs.
 */
@NullMarked
package io.sallyport.runtime.plugin;

import org.jspecify.annotations.NullMarked;
