// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime;

import ch.qos.logback.classic.LoggerContext;
import io.sallyport.runtime.logging.Logging;
import io.sallyport.runtime.secret.Redactor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** The log of one test, as it would go to standard error; afterwards it is as if never started. */
public final class CapturedLog implements AfterEachCallback {

  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

  public void start(Logging.Detail detail, Redactor redactor) {
    Logging.start(detail, redactor, stream);
  }

  public String text() {
    return stream.toString(StandardCharsets.UTF_8);
  }

  public List<String> lines() {
    return text().lines().toList();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
    Thread.setDefaultUncaughtExceptionHandler(null);
  }
}
