// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user of an organisation.
 *
 * @param email how it signs in, compared without regard to case
 * @param password compared exactly
 * @param readOnly may look at everything and change nothing
 * @param eid the organisation it belongs to
 * @param signIn with anything but a password the API turns it away
 * @param passwordExpires the first moment at which the password is refused; null for never
 */
public record Account(
    int id,
    String firstName,
    String surname,
    String email,
    String password,
    AccountType type,
    boolean readOnly,
    int eid,
    SignIn signIn,
    @Nullable Instant passwordExpires) {

  /** An account whose password is enough and does not expire. */
  public Account(
      int id,
      String firstName,
      String surname,
      String email,
      String password,
      AccountType type,
      boolean readOnly,
      int eid) {
    this(id, firstName, surname, email, password, type, readOnly, eid, SignIn.PASSWORD, null);
  }

  /** The same account after its password was changed; the new one does not expire. */
  public Account withPassword(String changed) {
    return new Account(id, firstName, surname, email, changed, type, readOnly, eid, signIn, null);
  }

  /** The same account with a password that is refused from a moment on. */
  public Account withPasswordExpiring(Instant moment) {
    return new Account(
        id, firstName, surname, email, password, type, readOnly, eid, signIn, moment);
  }

  /** The same account, asked for something else when it signs in. */
  public Account withSignIn(SignIn changed) {
    return new Account(
        id, firstName, surname, email, password, type, readOnly, eid, changed, passwordExpires);
  }

  /** Tells whether the password is past its time. */
  boolean isExpired(Instant now) {
    return passwordExpires != null && !now.isBefore(passwordExpires);
  }

  /** Returns everything but the password. */
  @Override
  public String toString() {
    return "Account[" + email + ", " + type.wireName() + (readOnly ? ", read-only]" : "]");
  }
}
