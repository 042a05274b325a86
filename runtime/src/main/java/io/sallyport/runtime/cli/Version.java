// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.plugin.ApiVersion;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which Sallyport this is, on which Java. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }

  static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  static String line() {
    String version = number();
    String java = System.getProperty("java.version");
    return "Sallyport " + version + " (plugin API " + ApiVersion.current() + ", Java " + java + ")";
  }
}
