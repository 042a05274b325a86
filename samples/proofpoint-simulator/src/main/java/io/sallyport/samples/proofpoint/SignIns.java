// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.samples.proofpoint.Behaviour.LockOut;
import io.sallyport.samples.proofpoint.Behaviour.LockedText;
import io.sallyport.samples.proofpoint.Behaviour.SignInPolicy;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Decides who a request comes from, or refuses it with 401; counts wrong passwords. Threads may
 * share it.
 */
final class SignIns {
  private final Directory directory;
  private final Map<String, Integer> failures = new HashMap<>();

  SignIns(Directory directory) {
    this.directory = directory;
  }

  Account caller(Call call, Behaviour behaviour, Instant now) {
    if (call.user() == null || call.password() == null) {
      throw Refusal.of(Status.UNAUTHORIZED);
    }
    Account account =
        directory.account(call.user()).orElseThrow(() -> Refusal.of(Status.UNAUTHORIZED));
    boolean right = account.password().equals(call.password());
    requireUnlocked(account, right, behaviour);
    if (!right || account.isExpired(now) || needsMore(account, behaviour)) {
      throw Refusal.of(Status.UNAUTHORIZED);
    }
    return account;
  }

  /** Opens every locked account and forgets every wrong password. */
  synchronized void reset() {
    failures.clear();
  }

  private void requireUnlocked(Account account, boolean right, Behaviour behaviour) {
    int limit = behaviour.limit(LockOut.class).map(LockOut::failures).orElse(Integer.MAX_VALUE);
    if (isLocked(account, right, limit)) {
      throw switch (behaviour.chosen(LockedText.class)) {
        case UNAUTHORIZED -> Refusal.of(Status.UNAUTHORIZED);
        case SAYS_LOCKED ->
            Refusal.of(
                Status.UNAUTHORIZED,
                "user",
                "The account is locked after too many failed sign-ins.");
      };
    }
  }

  /** Looks and counts in one step: of many callers at once none slips through. */
  private synchronized boolean isLocked(Account account, boolean right, int limit) {
    String email = account.email().toLowerCase(Locale.ROOT);
    int before = failures.getOrDefault(email, 0);
    if (before >= limit) {
      return true;
    }
    if (right) {
      failures.remove(email);
    } else {
      failures.put(email, before + 1);
    }
    return false;
  }

  private static boolean needsMore(Account account, Behaviour behaviour) {
    return switch (behaviour.chosen(SignInPolicy.class)) {
      case BY_ACCOUNT -> account.signIn() != SignIn.PASSWORD;
      case MFA_ADMINISTRATORS ->
          account.type().isAdministrator() || account.signIn() != SignIn.PASSWORD;
      case MFA, SSO_ONLY -> true;
    };
  }
}
