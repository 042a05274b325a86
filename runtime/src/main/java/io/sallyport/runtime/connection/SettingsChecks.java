// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import io.sallyport.runtime.tree.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a schema cannot say about {@code sallyport.yaml}: whether names are names, declared once,
 * and whether what users and groups refer to exists.
 */
final class SettingsChecks {

  private static final Pattern EMAIL =
      Pattern.compile("[^\\s\\p{Cntrl}@,;<>\"]+@[^\\s\\p{Cntrl}@,;<>\"]+");

  private final Mapping settings;
  private final DeclaredNames declared;
  private final List<Problem> problems;

  SettingsChecks(Mapping settings, DeclaredNames declared, List<Problem> problems) {
    this.settings = settings;
    this.declared = declared;
    this.problems = problems;
  }

  void check() {
    checkNames("site", declared.sites());
    checkNames("tenant", declared.tenants());
    checkNames("user", declared.users());
    checkNames("agent", declared.agents());
    checkNames("vault", declared.vaults());
    List<String> users = DeclaredNames.texts(declared.users());
    DeclaredNames.groups(settings)
        .forEach(
            (name, group) -> {
              checkName("group", name, group.keyPlace());
              checkMembers(name, DeclaredNames.scalars(Optional.of(group.value())), users);
            });
    DeclaredNames.mappings(settings, "users").forEach(this::checkUser);
  }

  private void checkUser(Mapping user) {
    checkReference(user, "site", DeclaredNames.texts(declared.sites()));
    checkReference(user, "tenant", DeclaredNames.texts(declared.tenants()));
    user.find("email")
        .filter(Scalar.class::isInstance)
        .map(Scalar.class::cast)
        .filter(email -> email.kind() != Scalar.Kind.NULL)
        .filter(email -> !EMAIL.matcher(email.text()).matches())
        .ifPresent(
            email ->
                problems.add(
                    new Problem(
                        email.place(),
                        "The email of a user must be one address such as alice@example.com.")));
  }

  private void checkMembers(String group, List<Scalar> members, List<String> users) {
    Map<String, Place> first = new HashMap<>();
    for (Scalar member : members) {
      if (!users.contains(member.text())) {
        problems.add(
            new Problem(member.place(), ConfigurationReader.unknown("user", member.text(), users)));
      } else if (first.putIfAbsent(member.text(), member.place()) != null) {
        problems.add(
            new Problem(
                member.place(),
                "The user " + member.text() + " is in the group " + group + " already."));
      }
    }
  }

  private void checkReference(Mapping entry, String kind, List<String> known) {
    entry
        .find(kind)
        .filter(Scalar.class::isInstance)
        .map(Scalar.class::cast)
        .filter(value -> value.kind() != Scalar.Kind.NULL && !known.contains(value.text()))
        .ifPresent(
            value ->
                problems.add(
                    new Problem(
                        value.place(), ConfigurationReader.unknown(kind, value.text(), known))));
  }

  private void checkNames(String kind, List<Scalar> names) {
    Map<String, Place> first = new HashMap<>();
    for (Scalar name : names) {
      checkName(kind, name.text(), name.place());
      Place earlier = first.putIfAbsent(name.text(), name.place());
      if (earlier != null) {
        problems.add(
            new Problem(
                name.place(),
                "The %s %s is declared twice; first at %s.".formatted(kind, name.text(), earlier)));
      }
    }
  }

  private void checkName(String kind, String name, Place place) {
    boolean blank = name.isBlank() || !name.equals(name.strip());
    if (blank || !name.codePoints().allMatch(SettingsChecks::isPlain)) {
      problems.add(
          new Problem(
              place,
              "The name of a "
                  + kind
                  + " must hold something, with no blank at either end and no control character or invisible character."));
    }
  }

  /** Two names must not look the same, nor break a line of the audit. */
  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
