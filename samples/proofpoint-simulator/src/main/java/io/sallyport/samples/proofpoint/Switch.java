// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.samples.proofpoint.Behaviour.Choice;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A choice of {@link Behaviour} as the command line has it: {@code add-conflict=partial}.
 *
 * @param explanation what is chosen, to be read behind the name
 */
record Switch<C extends Enum<C> & Choice>(Class<C> kind, String explanation) {
  static final List<Switch<?>> ALL =
      List.of(
          new Switch<>(Behaviour.ErrorProfile.class, "what the body of an error looks like"),
          new Switch<>(Behaviour.DomainsProfile.class, "what the list of domains looks like"),
          new Switch<>(Behaviour.EndpointsProfile.class, "what the list of stacks looks like"),
          new Switch<>(
              Behaviour.InvisibleOrganisation.class, "the answer for a foreign organisation"),
          new Switch<>(Behaviour.NonAdministrator.class, "the answer to an end user"),
          new Switch<>(
              Behaviour.SignInPolicy.class,
              "whether a password is enough; mfa and sso-only answer 401"),
          new Switch<>(Behaviour.LockedText.class, "what a locked account is told, see --lock-out"),
          new Switch<>(Behaviour.ThrottleAnswer.class, "what a 429 is told, see --throttle"),
          new Switch<>(
              Behaviour.AddConflict.class, "POST of entries of which some are there already"),
          new Switch<>(Behaviour.AddToBoth.class, "POST of one entry for both lists"),
          new Switch<>(
              Behaviour.ReplaceIntoBoth.class, "PATCH that would put one entry on both lists"),
          new Switch<>(Behaviour.ReplaceWithEmpty.class, "PATCH with an empty list"),
          new Switch<>(
              Behaviour.EmptyBesideFilled.class,
              "POST or DELETE with an empty list beside a filled one"),
          new Switch<>(
              Behaviour.DeleteBody.class, "whether the body of a DELETE arrives; stripped: 422"),
          new Switch<>(Behaviour.WrongType.class, "a body that is JSON of the wrong types"),
          new Switch<>(Behaviour.UndeclaredBody.class, "a body not declared as JSON; refused: 415"),
          new Switch<>(Behaviour.EntryFormats.class, "which entries are taken"),
          new Switch<>(
              Behaviour.EntryCase.class, "whether case makes two entries of one; first come stays"),
          new Switch<>(Behaviour.GroupNames.class, "where a group's name will do for its id"),
          new Switch<>(Behaviour.UnknownGroup.class, "the answer for an unknown group"),
          new Switch<>(Behaviour.UnknownUser.class, "the answer for an unknown user"),
          new Switch<>(Behaviour.OtherPaths.class, "paths of the vendor's not served here"),
          new Switch<>(Behaviour.EmptyList.class, "how a sender list without entries is shown"),
          new Switch<>(Behaviour.UnknownFields.class, "fields in answers that nobody has heard of"),
          new Switch<>(Behaviour.TextCase.class, "whether answers are written in capitals"),
          new Switch<>(Behaviour.AnswerType.class, "what JSON is declared as"),
          new Switch<>(Behaviour.Correlator.class, "what becomes of X-correlator"));

  /**
   * Reads a choice.
   *
   * @throws IllegalArgumentException saying what would be accepted
   */
  static Choice parse(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    Switch<?> named =
        ALL.stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Option --behaviour takes NAME=VALUE with one of the names "
                            + ALL.stream().map(Switch::name).collect(Collectors.joining(", "))
                            + ", not '"
                            + text
                            + "'."));
    return named.choice(equals < 0 ? "" : text.substring(equals + 1));
  }

  String name() {
    return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** Returns what can be chosen, the default first. */
  List<String> values() {
    return EnumSet.allOf(kind).stream().map(Switch::written).toList();
  }

  private Choice choice(String value) {
    return EnumSet.allOf(kind).stream()
        .filter(choice -> written(choice).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Behaviour "
                        + name()
                        + " is one of "
                        + String.join(", ", values())
                        + ", not '"
                        + value
                        + "'."));
  }

  private static String written(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
