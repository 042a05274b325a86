// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Sent;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of a call: whether it has reached the product, and where its time went. Tells the
 * run and the log. Confined to the pool's event loop once the call has begun.
 */
final class CallAccount {

  private static final Logger LOG = LoggerFactory.getLogger(CallAccount.class);

  private final String connectionName;
  private final Optional<String> through;
  private final ApiRequest request;
  private final Invocation run;
  private Stopwatch stopwatch;
  private Sent sent = Sent.NO;
  private Sent attemptSent = Sent.NO;

  /**
   * @param through see {@link Attempt}
   * @param stopwatch of the first attempt, which runs already
   */
  CallAccount(
      String connectionName,
      Optional<String> through,
      ApiRequest request,
      Invocation run,
      Stopwatch stopwatch) {
    this.connectionName = connectionName;
    this.through = through;
    this.request = request;
    this.run = run;
    this.stopwatch = stopwatch;
  }

  /** Of the present attempt, or of the wait for it. */
  Stopwatch stopwatch() {
    return stopwatch;
  }

  /** Of the call as a whole: what an earlier attempt has sent stays sent. */
  Sent sent() {
    return sent;
  }

  void attemptBegins() {
    attemptSent = Sent.NO;
  }

  void learn(Sent known) {
    sent = known;
    attemptSent = known;
    tell(known);
  }

  /** It has failed, and so the run can be told for certain if nothing has left. */
  void failed() {
    if (sent == Sent.NO) {
      tell(Sent.NO);
    }
  }

  /** An attempt is over: it is told of, and the next one's time begins. */
  void attemptEnds(
      OptionalInt status, Reached reached, Optional<Duration> retryAfter, String outcome) {
    Map<Phase, Duration> times = stopwatch.times();
    stopwatch = new Stopwatch(Phase.QUEUE, System.nanoTime());
    if (run instanceof TrackedInvocation tracked) {
      tracked.attempted(
          new Attempt(
              request.method(),
              request.path(),
              status,
              attemptSent,
              through,
              times,
              reached,
              retryAfter));
    }
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "{}: {} {} {} {}",
          connectionName,
          request.method(),
          request.path(),
          outcome,
          inWords(times));
    }
  }

  private void tell(Sent known) {
    if (run instanceof TrackedInvocation tracked) {
      tracked.sent(known);
    }
  }

  private static String inWords(Map<Phase, Duration> times) {
    return times.entrySet().stream()
        .map(
            each ->
                each.getKey().name().toLowerCase(Locale.ROOT)
                    + " "
                    + each.getValue().toMillis()
                    + " ms")
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
