// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of one plugin on disk.
 *
 * @param name its folder's name, or its jar's without the ending
 * @param path the folder or the jar
 * @param version the {@code Implementation-Version} of the jar that names its classes, or {@code
 *     unknown}
 * @param integrations the ids of the integrations that can be used
 * @param secretProviders the names of the kinds of vault that can be used
 * @param notes sentences on what is wrong, though it works
 * @param problems sentences on what cannot be used, why, and what to do
 */
public record PluginReport(
    String name,
    Path path,
    String version,
    List<String> integrations,
    List<String> secretProviders,
    List<String> notes,
    List<String> problems) {

  public PluginReport {
    integrations = List.copyOf(integrations);
    secretProviders = List.copyOf(secretProviders);
    notes = List.copyOf(notes);
    problems = List.copyOf(problems);
  }
}
