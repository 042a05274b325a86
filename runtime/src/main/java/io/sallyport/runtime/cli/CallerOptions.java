// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.access.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say on whose behalf a command line acts; without them it is the operator's. */
final class CallerOptions {

  @Option(
      names = "--as",
      paramLabel = "USER",
      description = "Act as this user of sallyport.yaml; otherwise as the operator.")
  private @Nullable String user;

  @Option(
      names = "--site",
      paramLabel = "SITE",
      description = "Act from this site; otherwise from the user's own.")
  private @Nullable String site;

  Caller caller() {
    return Caller.operatingSystemUser().as(user(), site());
  }

  Optional<String> user() {
    return Optional.ofNullable(user);
  }

  Optional<String> site() {
    return Optional.ofNullable(site);
  }

  /** Whether this is the operator, unrestricted. */
  boolean unrestricted() {
    return user == null && site == null;
  }
}
