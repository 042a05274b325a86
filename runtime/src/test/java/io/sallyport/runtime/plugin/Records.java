// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

/** Makes the empty records of test plugins, whose classes no test can name. */
final class Records {

  private Records() {}

  /** A record without components that is nested in the integration's class. */
  static Record empty(LoadedIntegration integration, String simpleName) {
    return empty(integration.origin(), simpleName);
  }

  static Record empty(Origin origin, String simpleName) {
    try {
      return Class.forName(origin.className() + "$" + simpleName, true, origin.loader())
          .asSubclass(Record.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("The test plugin has no such record", e);
    }
  }
}
