// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.secret.Redactor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {

  private static final String CANARY = "canary-9fQz";

  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private final Redactor redactor = new Redactor();
  private final Logger log = LoggerFactory.getLogger("io.sallyport.test");

  @Test
  void masksTheWholeEventTraceIncluded() {
    redactor.learn(CANARY);
    Logging.start(Logging.Detail.EVERYTHING, redactor, stream);
    Exception failure =
        new IllegalStateException(
            "outer " + CANARY, new IllegalArgumentException("inner " + CANARY));
    failure.addSuppressed(new IllegalStateException("suppressed " + CANARY));

    log.trace("token {}", CANARY, failure);

    assertThat(logged())
        .contains(
            "TRACE io.sallyport.test: token ******",
            "outer ******",
            "inner ******",
            "suppressed ******");
    assertThat(logged()).doesNotContain(CANARY);
  }

  @Test
  void showsNoTraceUnlessAsked() {
    Logging.start(Logging.Detail.WARNINGS, redactor, stream);

    log.error("failed", new IllegalStateException("boom"));
    log.debug("not shown");

    assertThat(logged().lines())
        .singleElement()
        .asString()
        .endsWith("ERROR io.sallyport.test: failed");
  }

  @Test
  void cannotBeForgedALine() {
    Logging.start(Logging.Detail.DEBUG, redactor, stream);

    log.debug("one\n2026-01-01T00:00:00Z ERROR forged\u001b[31m");
    LoggerFactory.getLogger("io.netty.test").debug("a library's detail");

    assertThat(logged().lines())
        .singleElement()
        .asString()
        .contains("one\\u000a2026", "\\u001b[31m");
  }

  private String logged() {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
