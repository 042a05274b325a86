// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import io.sallyport.runtime.store.NewMail;
import io.sallyport.runtime.store.Outbox;
import io.sallyport.runtime.store.OutboxMail;
import io.sallyport.runtime.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** A real outbox whose database is gone for as many leases, or marks, as the test says. */
final class FlakyOutbox implements Outbox {

  final AtomicInteger leasesToFail = new AtomicInteger();
  final AtomicInteger marksToFail = new AtomicInteger();
  private final Outbox real;

  FlakyOutbox(Outbox real) {
    this.real = real;
  }

  private static void fail(AtomicInteger left) {
    if (left.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
      throw new StoreException("The database is gone", new IllegalStateException());
    }
  }

  @Override
  public List<OutboxMail> lease(String owner, int most, Duration lease, Duration lifetime) {
    fail(leasesToFail);
    return real.lease(owner, most, lease, lifetime);
  }

  @Override
  public void sent(long id, String owner, int code) {
    fail(marksToFail);
    real.sent(id, owner, code);
  }

  @Override
  public void add(List<NewMail> mails) {
    real.add(mails);
  }

  @Override
  public void digest(BiFunction<String, List<OutboxMail>, NewMail> digest) {
    real.digest(digest);
  }

  @Override
  public void retry(
      long id, String owner, Duration after, int code, String detail, boolean perhapsSent) {
    real.retry(id, owner, after, code, detail, perhapsSent);
  }

  @Override
  public void failed(long id, String owner, int code, String detail) {
    real.failed(id, owner, code, detail);
  }

  @Override
  public int takeBack(String owner) {
    return real.takeBack(owner);
  }

  @Override
  public Duration untilNext(Duration most) {
    return real.untilNext(most);
  }

  @Override
  public List<OutboxMail> list(int most) {
    return real.list(most);
  }

  @Override
  public boolean again(long id) {
    return real.again(id);
  }

  @Override
  public int forgetBefore(Instant then) {
    return real.forgetBefore(then);
  }
}
