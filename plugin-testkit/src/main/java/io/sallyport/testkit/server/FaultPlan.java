// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules that a server breaks its answers by. For each request, the first rule applies that
 * matches it, has let enough others pass and is not used up.
 *
 * <p>Thread-safe; of many requests at once exactly as many are caught as a rule says.
 */
public final class FaultPlan {

  private final List<CountedRule> rules = new ArrayList<>();

  /** Makes a plan without rules. */
  public FaultPlan() {}

  /** Adds a rule behind the others; it has caught nothing yet. */
  public synchronized void add(FaultRule rule) {
    rules.add(new CountedRule(rule));
  }

  /** Forgets all rules and their counts. */
  public synchronized void clear() {
    rules.clear();
  }

  /** Returns the rules in their order, with those that are used up. */
  public synchronized List<FaultRule> rules() {
    return rules.stream().map(counted -> counted.rule).toList();
  }

  /**
   * Counts a request and returns what is to happen to it, or empty when it is to be answered.
   *
   * <p>A rule counts the requests that come to it: not those that one before it has caught.
   *
   * @param path percent-encoded, without the query
   */
  public synchronized Optional<Fault> next(String method, String path) {
    for (CountedRule counted : rules) {
      if (counted.rule.matches(method, path) && counted.rule.appliesAfter(counted.matched++)) {
        return Optional.of(counted.rule.fault());
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return rules().toString();
  }

  private static final class CountedRule {
    private final FaultRule rule;
    private long matched;

    private CountedRule(FaultRule rule) {
      this.rule = rule;
    }
  }
}
