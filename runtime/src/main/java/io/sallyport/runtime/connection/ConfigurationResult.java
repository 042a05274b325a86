// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.plugin.PluginCatalog;
import io.sallyport.runtime.tree.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a configuration folder.
 *
 * @param configuration empty as soon as there is one problem
 * @param plugins what the folders with plugins hold; there in any case
 * @param problems everything that is wrong
 * @param warnings what works but should be looked at
 */
public record ConfigurationResult(
    Optional<Configuration> configuration,
    PluginCatalog plugins,
    List<Problem> problems,
    List<Problem> warnings) {}
