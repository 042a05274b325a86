// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a fault applies: to which requests, from which of them on, and how often. Immutable; who
 * counts is the {@link FaultPlan}.
 */
public final class FaultRule {

  private static final String EVERY_METHOD = "*";
  private static final String EVERY_PATH = "**";
  private static final int UNLIMITED = Integer.MAX_VALUE;
  private static final int NOT_SAID = -1;
  private static final Pattern METHOD = Pattern.compile("\\*|[A-Z][A-Z0-9_-]*");
  private static final Pattern OPTION = Pattern.compile("(?:^| +)(times|after)=(\\S*)$");
  private static final Pattern ANY_OPTION = Pattern.compile("(?:^| )(times|after)=");
  private static final String USAGE =
      "A rule is written: [METHOD PATH] FAULT [times=N] [after=N], like"
          + " \"POST **/sender-lists reset-after times=1 after=2\" or \"silent\".";

  private final String method;
  private final PathPattern path;
  private final Fault fault;
  private final int times;
  private final int after;

  private FaultRule(String method, PathPattern path, Fault fault, int times, int after) {
    this.method = method;
    this.path = path;
    this.fault = fault;
    this.times = times;
    this.after = after;
  }

  /** Returns a rule for every request, without limit. */
  public static FaultRule always(Fault fault) {
    return on(EVERY_METHOD, EVERY_PATH, fault);
  }

  /**
   * Returns a rule for some requests, without limit.
   *
   * @param method in capitals, or {@code *} for each
   * @param path compared with the percent-encoded path of the request, without its query: {@code *}
   *     is a part without a slash, {@code **} anything or nothing
   * @throws IllegalArgumentException when method or path is not written so
   */
  public static FaultRule on(String method, String path, Fault fault) {
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException(
          "A method is written in capitals, or * for each; this is: " + method);
    }
    return new FaultRule(method, new PathPattern(path), fault, UNLIMITED, 0);
  }

  /**
   * Reads a rule as {@link #toString()} prints it. Method and path may be left out together, for
   * every request.
   *
   * @throws IllegalArgumentException saying what would be accepted
   */
  public static FaultRule parse(String text) {
    String rest = text.strip();
    int times = NOT_SAID;
    int after = NOT_SAID;
    for (Matcher option = OPTION.matcher(rest); option.find(); option = OPTION.matcher(rest)) {
      if (option.group(1).equals("times")) {
        times = count(times, option, 1);
      } else {
        after = count(after, option, 0);
      }
      rest = rest.substring(0, option.start());
    }
    FaultRule rule = withoutOptions(rest);
    if (times != NOT_SAID) {
      rule = rule.times(times);
    }
    return after == NOT_SAID ? rule : rule.after(after);
  }

  /** Returns this rule, used up after that many requests; at least 1. */
  public FaultRule times(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("times is at least 1; this is " + limit + ".");
    }
    return new FaultRule(method, path, fault, limit, after);
  }

  /** Returns this rule, letting that many requests pass that it would otherwise have caught. */
  public FaultRule after(int skipped) {
    if (skipped < 0) {
      throw new IllegalArgumentException("after is at least 0; this is " + skipped + ".");
    }
    return new FaultRule(method, path, fault, times, skipped);
  }

  /** Returns what happens to the requests that this rule catches. */
  public Fault fault() {
    return fault;
  }

  boolean matches(String requestMethod, String requestPath) {
    return (method.equals(EVERY_METHOD) || method.equals(requestMethod))
        && path.matches(requestPath);
  }

  /** Returns whether the rule applies to the request before which it matched so many others. */
  boolean appliesAfter(long matchedBefore) {
    return matchedBefore >= after && (times == UNLIMITED || matchedBefore - after < times);
  }

  static boolean hasOption(String text) {
    return ANY_OPTION.matcher(text).find();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FaultRule rule && rule.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** Returns the rule as {@link #parse} reads it. */
  @Override
  public String toString() {
    boolean every = method.equals(EVERY_METHOD) && path.toString().equals(EVERY_PATH);
    return (every ? "" : method + " " + path + " ")
        + fault
        + (times == UNLIMITED ? "" : " times=" + times)
        + (after == 0 ? "" : " after=" + after);
  }

  private static FaultRule withoutOptions(String text) {
    String[] words = text.split(" +", 3);
    if (FaultSyntax.named(words[0]).isPresent()) {
      return always(Fault.parse(text));
    }
    if (!METHOD.matcher(words[0]).matches()) {
      throw new IllegalArgumentException(
          "\""
              + words[0]
              + "\" is neither a method in capitals nor a fault. "
              + USAGE
              + " Faults: "
              + FaultSyntax.listed()
              + ".");
    }
    if (words.length < 3) {
      throw new IllegalArgumentException("\"" + text + "\" is not a whole rule. " + USAGE);
    }
    return on(words[0], words[1], Fault.parse(words[2]));
  }

  private static int count(int before, Matcher option, int least) {
    String written = option.group(1) + "=" + option.group(2);
    if (before != NOT_SAID) {
      throw new IllegalArgumentException(option.group(1) + " stands twice. " + USAGE);
    }
    if (!option.group(2).matches("\\d{1,9}") || Integer.parseInt(option.group(2)) < least) {
      throw new IllegalArgumentException(
          "\"" + written + "\" needs a number of requests, at least " + least + ". " + USAGE);
    }
    return Integer.parseInt(option.group(2));
  }
}
