// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime;

import java.nio.file.Path;

/**
 * Where everything of one runtime is.
 *
 * @param home the unpacked distribution, whose {@code plugins} folder is loaded
 * @param configuration the configuration folder
 * @param data what the runtime itself writes: the audit file, the control socket
 */
public record Folders(Path home, Path configuration, Path data) {

  /**
   * The data folder that holds unless another is named: {@code data} in the configuration folder.
   */
  public static Path defaultData(Path configuration) {
    return configuration.resolve("data");
  }

  /** With the data folder that holds unless another is named. */
  public static Folders of(Path home, Path configuration) {
    return new Folders(home, configuration, defaultData(configuration));
  }
}
