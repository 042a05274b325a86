// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

/**
 * Where an integration or a secret provider comes from.
 *
 * @param pluginName the plugin on disk
 * @param className the class that the plugin names in its services file
 * @param loader the context class loader of every call
 */
record Origin(String pluginName, String className, ClassLoader loader) {

  /** Of an object that is made by the host or stands on the host's own class path. */
  static Origin ofHost(Object provider) {
    Class<?> type = provider.getClass();
    return new Origin("sallyport", type.getName(), type.getClassLoader());
  }
}
