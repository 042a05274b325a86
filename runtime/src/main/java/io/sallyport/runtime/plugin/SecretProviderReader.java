// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import io.sallyport.plugin.secret.SecretProvider;
import io.sallyport.runtime.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Asks a secret provider once what it is, and checks everything that it says. */
final class SecretProviderReader {

  /** What the host brings along: the meaning of these must not depend on a plugin. */
  private static final Set<String> RESERVED = Set.of("env", "file", "keystore");

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final Origin origin;
  private final Consumer<String> problems;

  SecretProviderReader(Origin origin, Consumer<String> problems) {
    this.origin = origin;
    this.problems = problems;
  }

  /** The provider, ready for use; empty when it is refused, and then every reason a problem. */
  Optional<LoadedSecretProvider> read(SecretProvider<?> provider) {
    List<String> wrong = new ArrayList<>();
    Inquiry inquiry = new Inquiry(origin, wrong::add);

    Optional<String> name = inquiry.ask("name()", provider::name);
    String subject =
        "The secret provider " + name.map(PluginFault::oneLine).orElseGet(origin::className);
    name.ifPresent(given -> checkName(given, subject, wrong));
    Optional<RecordSchema> settings =
        inquiry
            .<Class<?>>ask("settingsType()", provider::settingsType)
            .flatMap(type -> inquiry.schema(subject + ", settings", type));

    if (!wrong.isEmpty()) {
      wrong.forEach(problems);
      return Optional.empty();
    }
    return Optional.of(
        new LoadedSecretProvider(origin, provider, name.orElseThrow(), settings.orElseThrow()));
  }

  private static void checkName(String name, String subject, List<String> wrong) {
    if (RESERVED.contains(name)) {
      wrong.add(
          subject + " has a name that Sallyport keeps for itself; ask the author for another.");
    } else if (!NAME.matcher(name).matches()) {
      wrong.add(subject + ": the name must be lower-case letters, digits and hyphens.");
    }
  }
}
