// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.access;

import java.util.Optional;

/**
 * What came of asking.
 *
 * @param deniedBy empty: allowed
 * @param visible whether the caller may know that the connection exists; if not, he is told what he
 *     would be told of a connection that does not
 * @param reason why it is denied and who could change that, as sentences for a person; empty when
 *     allowed. Where it is not visible, it is for the operator and the audit only
 */
public record Decision(Optional<Rule> deniedBy, boolean visible, String reason) {

  static final Decision ALLOWED = new Decision(Optional.empty(), true, "");

  static Decision denied(Rule rule, String reason) {
    return new Decision(Optional.of(rule), true, reason);
  }

  static Decision hidden(Rule rule, String reason) {
    return new Decision(Optional.of(rule), false, reason);
  }

  public boolean allowed() {
    return deniedBy.isEmpty();
  }

  /** The same with one more sentence. */
  public Decision saying(String more) {
    return more.isEmpty() ? this : new Decision(deniedBy, visible, reason + " " + more);
  }
}
