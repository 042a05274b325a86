// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.schema.RecordSchema;
import io.sallyport.runtime.secret.ConnectionSecrets;
import io.sallyport.runtime.secret.FileMode;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import io.sallyport.runtime.tree.Scalar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be said of references and secrets in a configuration: whether they are well-formed and
 * may stand where they do, and who else can read them.
 */
final class ReferenceChecks {

  private final Path folder;
  private final boolean resolve;
  private final List<Problem> problems;
  private final List<Problem> warnings;
  private final Set<String> exposed = new HashSet<>();

  /**
   * @param folder the configuration folder
   * @param resolve whether to look up what is referred to, and to count what cannot be had as a
   *     problem
   */
  ReferenceChecks(Path folder, boolean resolve, List<Problem> problems, List<Problem> warnings) {
    this.folder = folder;
    this.resolve = resolve;
    this.problems = problems;
    this.warnings = warnings;
  }

  /**
   * Checks every value that is or could be a reference.
   *
   * @param owner whose they are, such as {@code the connection acme}
   * @param origins where the secrets may be sent, as far as that is known
   * @return whether everything is known, so that the rules between the values can be judged, too
   */
  boolean check(
      String owner,
      RecordSchema schema,
      Mapping values,
      ConnectionSecrets secrets,
      Optional<Set<String>> origins) {
    boolean known = resolve;
    for (WrittenValue value : WrittenValue.of(schema, values)) {
      if (secrets.isReference(value.scalar().text())) {
        known &= checkReference(owner, value, secrets, origins);
      } else if (value.secret()) {
        warnAboutPlainText(value.key(), value.scalar());
      }
    }
    return known;
  }

  /** Warns when somebody besides its owner can read this file, which holds a secret. */
  void checkMode(String shown, Path file, Place place) {
    FileMode.warning(shown, file)
        .filter(warning -> exposed.add(warning))
        .ifPresent(warning -> warnings.add(new Problem(place, warning)));
  }

  private boolean checkReference(
      String owner, WrittenValue value, ConnectionSecrets secrets, Optional<Set<String>> origins) {
    Scalar reference = value.scalar();
    Optional<String> wrong =
        secrets
            .problem(reference.text())
            .or(() -> origins.flatMap(known -> secrets.refusal(reference.text(), known)));
    if (wrong.isPresent()) {
      problems.add(new Problem(reference.place(), wrong.get()));
      return false;
    }
    secrets.file(reference.text()).ifPresent(file -> checkFile(file, reference.place()));
    String what = value.key() + " of " + owner;
    if (resolve) {
      try {
        String found = secrets.value(reference.text());
        if (value.secret() && Redactor.isTooShort(found)) {
          warnings.add(new Problem(reference.place(), ConnectionSecrets.tooShort(what)));
        }
      } catch (CommandException e) {
        problems.add(new Problem(reference.place(), e.text()));
        return false;
      }
    } else if (value.secret()) {
      secrets.watch(reference.text(), what);
    }
    return true;
  }

  private void checkFile(String written, Place place) {
    try {
      checkMode(written, folder.resolve(written).normalize(), place);
    } catch (InvalidPathException e) {
      // The look-up says so.
      return;
    }
  }

  private void warnAboutPlainText(String key, Scalar scalar) {
    warnings.add(
        new Problem(
            scalar.place(),
            key
                + " is a secret in plain text. Keep it elsewhere and refer to it, as in ${env:NAME} or ${file:/run/secrets/name}."));
    if (Redactor.isTooShort(scalar.text())) {
      warnings.add(new Problem(scalar.place(), ConnectionSecrets.tooShort(key)));
    }
    String file = scalar.place().source();
    if (exposed.add(file)) {
      checkMode(file + ", which holds a secret in plain text,", Path.of(file), scalar.place());
    }
  }
}
