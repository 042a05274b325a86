// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the simulator answers where the vendor's documentation is silent or says two things.
 *
 * <p>A choice with names is an enum and its first value is the default; a choice with numbers is a
 * record and absent by default. Values are immutable and may be shared between threads.
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
   * @throws IllegalArgumentException for another, and below {@code /simulator}, which is the
   *     simulator's own
   */
  public Behaviour under(String path) {
    if (!path.startsWith("/") || path.endsWith("/")) {
      throw new IllegalArgumentException(
          "A prefix begins with a slash and does not end in one, like /api/v1; this is: " + path);
    }
    if (Control.owns(path + "/")) {
      throw new IllegalArgumentException(
          "Below " + Control.PREFIX + " the simulator itself is controlled; this is: " + path);
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

  /** Returns a limit, empty when there is none, as by default. */
  public <L extends Record & Choice> Optional<L> limit(Class<L> kind) {
    return Optional.ofNullable(choices.get(kind)).map(kind::cast);
  }

  /** Returns this behaviour without a limit. */
  public <L extends Record & Choice> Behaviour without(Class<L> kind) {
    Map<Class<?>, Choice> fewer = new HashMap<>(choices);
    fewer.remove(kind);
    return new Behaviour(prefix, Map.copyOf(fewer));
  }

  /** Returns how long a change of sender lists stays unseen, zero by default. */
  Duration lag() {
    return limit(VisibilityLag.class).map(VisibilityLag::lag).orElse(Duration.ZERO);
  }

  @Override
  public String toString() {
    return "Behaviour" + choices.values();
  }

  /** Something the simulator can do in more than one way. */
  public sealed interface Choice {}

  /** Which status a request is refused with; the values are named like those. */
  sealed interface StatusChoice extends Choice {
    String name();

    default Status status() {
      return Status.valueOf(name());
    }
  }

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
  public enum InvisibleOrganisation implements StatusChoice {
    FORBIDDEN,
    BAD_REQUEST,
    NOT_FOUND
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
  public enum AddToBoth implements StatusChoice {
    UNPROCESSABLE_ENTITY,
    CONFLICT
  }

  /** The answer to PATCH after which one entry would be in both lists. */
  public enum ReplaceIntoBoth implements StatusChoice {
    UNPROCESSABLE_ENTITY,
    CONFLICT
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
  public enum WrongType implements StatusChoice {
    UNPROCESSABLE_ENTITY,
    BAD_REQUEST
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
  public enum UnknownGroup implements StatusChoice {
    BAD_REQUEST,
    FORBIDDEN,
    NOT_FOUND
  }

  /** The answer for a user that does not exist or is not the organisation's. */
  public enum UnknownUser implements StatusChoice {
    BAD_REQUEST,
    FORBIDDEN,
    NOT_FOUND
  }

  /** What POST and DELETE make of an empty list beside one with entries. */
  public enum EmptyBesideFilled implements Choice {
    TOLERATED,
    /** 422, as for a list that is required. */
    REFUSED
  }

  /** Whether entries that differ in case only are the same. */
  public enum EntryCase implements Choice {
    IGNORED,
    SIGNIFICANT;

    /** Returns what two entries have in common when they are the same. */
    String key(String entry) {
      return this == SIGNIFICANT ? entry : entry.toLowerCase(Locale.ROOT);
    }
  }

  /** Which entries POST and PATCH take. */
  public enum EntryFormats implements Choice {
    /** All but blanks, separators, control characters and networks larger than /24. */
    LENIENT,
    /** Of those only the kinds that the vendor documents, so no bare domain and no IPv6. */
    DOCUMENTED,
    /** Any text. */
    ANY
  }

  /** How a sender list without entries is shown. */
  public enum EmptyList implements Choice {
    ARRAY,
    NULL,
    MISSING
  }

  /** Whether the objects of an answer have fields that no client knows yet. */
  public enum UnknownFields implements Choice {
    NONE,
    ADDED
  }

  /** How the texts of an answer are written. */
  public enum TextCase implements Choice {
    AS_STORED,
    UPPER
  }

  /** What JSON is declared as. */
  public enum AnswerType implements Choice {
    JSON,
    JSON_WITH_CHARSET,
    HTML,
    NONE
  }

  /** What becomes of {@code X-correlator}. */
  public enum Correlator implements Choice {
    ECHOED,
    DROPPED
  }

  /** The answer on paths that the vendor has and the simulator does not serve. */
  public enum OtherPaths implements StatusChoice {
    NOT_FOUND,
    NOT_IMPLEMENTED,
    /** As for a feature that is not in the organisation's package. */
    FORBIDDEN
  }

  /** Whether user name and password are enough; where they are not, the answer is 401. */
  public enum SignInPolicy implements Choice {
    /** They are, but for an account that says otherwise. */
    BY_ACCOUNT,
    /** Administrators need a second factor, which no header carries. */
    MFA_ADMINISTRATORS,
    /** Everybody needs one. */
    MFA,
    /** Everybody signs in at the organisation's identity provider. */
    SSO_ONLY
  }

  /** What a locked account is told with its 401. */
  public enum LockedText implements Choice {
    /** What any wrong password is told. */
    UNAUTHORIZED,
    SAYS_LOCKED
  }

  /** What a throttled request is told of the time to wait. */
  public enum ThrottleAnswer implements Choice {
    RETRY_AFTER_SECONDS,
    RETRY_AFTER_DATE,
    NO_RETRY_AFTER
  }

  /**
   * Locks an account after so many wrong passwords in a row; the right one does not open it.
   *
   * @param failures at least 1
   */
  public record LockOut(int failures) implements Choice {
    public LockOut {
      requirePositive(failures, "A number of failures");
    }
  }

  /**
   * Lets each account make so many requests in a window of time; the next are answered 429.
   *
   * <p>A window begins with the first request after the one before has ended.
   */
  public record Throttle(int requests, Duration window) implements Choice {
    public Throttle {
      requirePositive(requests, "A number of requests");
      requirePositive(window);
    }
  }

  /** Shows a change of sender lists to readers only after a time. */
  public record VisibilityLag(Duration lag) implements Choice {
    public VisibilityLag {
      requirePositive(lag);
    }
  }

  /** Refuses with 422 what would make a sender list longer than this. */
  public record ListLimit(int entries) implements Choice {
    public ListLimit {
      requirePositive(entries, "A number of entries");
    }
  }

  /** Refuses with 413 a body that is longer than this. */
  public record RequestLimit(int bytes) implements Choice {
    public RequestLimit {
      requirePositive(bytes, "A number of bytes");
    }
  }

  private static void requirePositive(int number, String what) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " is 1 or more; this is " + number + ".");
    }
  }

  private static void requirePositive(Duration time) {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("A time is longer than nothing; this is " + time + ".");
    }
  }
}
