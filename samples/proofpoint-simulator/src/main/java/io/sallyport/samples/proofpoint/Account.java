// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

/**
 * A user of an organisation.
 *
 * @param email how it signs in, compared without regard to case
 * @param password compared exactly
 * @param readOnly may look at everything and change nothing
 * @param eid the organisation it belongs to
 */
public record Account(
    int id,
    String firstName,
    String surname,
    String email,
    String password,
    AccountType type,
    boolean readOnly,
    int eid) {

  /** The same account after its password was changed. */
  public Account withPassword(String changed) {
    return new Account(id, firstName, surname, email, changed, type, readOnly, eid);
  }

  /** Returns everything but the password. */
  @Override
  public String toString() {
    return "Account[" + email + ", " + type.wireName() + (readOnly ? ", read-only]" : "]");
  }
}
