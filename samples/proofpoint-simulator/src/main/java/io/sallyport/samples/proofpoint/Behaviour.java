// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the simulator answers where the vendor's documentation is silent or says two things.
 *
 * <p>Each choice is an enum and its first value is the default. Values are immutable and may be
 * shared between threads.
 */
public final class Behaviour {
  private static final Behaviour DOCUMENTED = new Behaviour("/api/v1", Map.of());

  private final String prefix;
  private final Map<Class<?>, Choice> choices;

  private Behaviour(String prefix, Map<Class<?>, Choice> choices) {
    this.prefix = prefix;
    this.choices = choices;
  }

  /** Returns the default of every choice, below {@code /api/v1}. */
  public static Behaviour documented() {
    return DOCUMENTED;
  }

  /** Returns this behaviour with the given choices made; of two of one kind the later counts. */
  public Behaviour with(Choice... made) {
    Map<Class<?>, Choice> merged = new HashMap<>(choices);
    for (Choice choice : made) {
      merged.put(choice.getClass(), choice);
    }
    return new Behaviour(prefix, Map.copyOf(merged));
  }

  /**
   * Returns this behaviour with the API below another path.
   *
   * @param path begins with a slash and does not end in one, like {@code /proofpoint/api/v1}
   */
  public Behaviour under(String path) {
    if (!path.startsWith("/") || path.endsWith("/")) {
      throw new IllegalArgumentException(
          "A prefix begins with a slash and does not end in one, like /api/v1; this is: " + path);
    }
    return new Behaviour(path, choices);
  }

  /** Returns the path below which the API answers. */
  public String prefix() {
    return prefix;
  }

  /** Returns what is chosen of a kind. */
  public <C extends Enum<C> & Choice> C chosen(Class<C> kind) {
    Choice made = choices.get(kind);
    return made == null ? EnumSet.allOf(kind).iterator().next() : kind.cast(made);
  }

  @Override
  public String toString() {
    return "Behaviour" + choices.values();
  }

  /** Something the simulator can do in more than one way. */
  public sealed interface Choice {}

  /** What the body of an error looks like. */
  public enum ErrorProfile implements Choice {
    VENDOR_STRING,
    LARAVEL_MAP,
    FLAT_MESSAGE,
    ERROR_STRING,
    EMPTY,
    HTML;

    /** Returns the name used on the command line, like {@code vendor-string}. */
    public String optionName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the profile of a {@link #optionName()}, empty when there is none. */
    public static Optional<ErrorProfile> named(String optionName) {
      return EnumSet.allOf(ErrorProfile.class).stream()
          .filter(profile -> profile.optionName().equals(optionName))
          .findFirst();
    }
  }

  /** What the list of an organisation's domains looks like. */
  public enum DomainsProfile implements Choice {
    /** An object with {@code domains}, as published clients read it. */
    ENVELOPE,
    /** A bare array. */
    ARRAY,
    /** The first domain alone, as the specification's sample has it. */
    SINGLE_OBJECT
  }

  /** What the list of stacks looks like. */
  public enum EndpointsProfile implements Choice {
    /** A bare array, as the specification has it. */
    ARRAY,
    /** An object with {@code endpoints}, as a published client reads it. */
    ENVELOPE
  }

  /** The answer for an organisation or domain that does not exist or is not the caller's. */
  public enum InvisibleOrganisation implements Choice {
    FORBIDDEN(Status.FORBIDDEN),
    BAD_REQUEST(Status.BAD_REQUEST),
    NOT_FOUND(Status.NOT_FOUND);

    private final Status status;

    InvisibleOrganisation(Status status) {
      this.status = status;
    }

    Status status() {
      return status;
    }
  }

  /** What an account gets that is no administrator. */
  public enum NonAdministrator implements Choice {
    /** 403 everywhere. */
    FORBIDDEN,
    /** 401 everywhere. */
    UNAUTHORIZED,
    /** It may see itself at {@code /me}; 403 everywhere else. */
    SEES_ITSELF
  }

  /** What POST does when some of the entries are there already. */
  public enum AddConflict implements Choice {
    /** 409, and nothing is added. */
    ALL_OR_NOTHING,
    /** The new ones are added; 409 only when none is new. */
    PARTIAL
  }

  /** The answer to POST with one entry in both lists of the request. */
  public enum AddToBoth implements Choice {
    UNPROCESSABLE_ENTITY(Status.UNPROCESSABLE_ENTITY),
    CONFLICT(Status.CONFLICT);

    private final Status status;

    AddToBoth(Status status) {
      this.status = status;
    }

    Status status() {
      return status;
    }
  }

  /** The answer to PATCH after which one entry would be in both lists. */
  public enum ReplaceIntoBoth implements Choice {
    UNPROCESSABLE_ENTITY(Status.UNPROCESSABLE_ENTITY),
    CONFLICT(Status.CONFLICT);

    private final Status status;

    ReplaceIntoBoth(Status status) {
      this.status = status;
    }

    Status status() {
      return status;
    }
  }

  /** What PATCH does with an empty list. */
  public enum ReplaceWithEmpty implements Choice {
    /** The list is emptied. */
    CLEARS,
    /** 422, as for a list that is missing. */
    REFUSED
  }

  /** What becomes of the body of a DELETE on its way. */
  public enum DeleteBody implements Choice {
    DELIVERED,
    /** Dropped, as some proxies do. */
    STRIPPED
  }

  /** The answer to a body that is JSON, but not of the right types. */
  public enum WrongType implements Choice {
    UNPROCESSABLE_ENTITY(Status.UNPROCESSABLE_ENTITY),
    BAD_REQUEST(Status.BAD_REQUEST);

    private final Status status;

    WrongType(Status status) {
      this.status = status;
    }

    Status status() {
      return status;
    }
  }

  /** What becomes of a body that is not declared as {@code application/json}. */
  public enum UndeclaredBody implements Choice {
    TOLERATED,
    /** 415. */
    REFUSED
  }

  /** Where a group may be addressed by its name instead of its id. */
  public enum GroupNames implements Choice {
    READ_ONLY,
    READ_AND_WRITE
  }

  /** The answer for a group that does not exist. */
  public enum UnknownGroup implements Choice {
    BAD_REQUEST(Status.BAD_REQUEST),
    FORBIDDEN(Status.FORBIDDEN),
    NOT_FOUND(Status.NOT_FOUND);

    private final Status status;

    UnknownGroup(Status status) {
      this.status = status;
    }

    Status status() {
      return status;
    }
  }
}
