// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.LayoutBase;
import io.sallyport.runtime.secret.Redactor;
import java.time.Instant;

/**
 * One line an event: time, level, logger, message. Masks the assembled text, causes and suppressed
 * exceptions included, and shows control characters instead of sending them to a terminal or
 * letting them forge a line.
 */
final class MaskedLayout extends LayoutBase<ILoggingEvent> {

  private final Redactor redactor;
  private final boolean traces;

  MaskedLayout(Redactor redactor, boolean traces) {
    this.redactor = redactor;
    this.traces = traces;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    line.append(Instant.ofEpochMilli(event.getTimeStamp()))
        .append(' ')
        .append(event.getLevel())
        .append(' ')
        .append(OneLine.of(event.getLoggerName()))
        .append(": ")
        .append(OneLine.of(event.getFormattedMessage()))
        .append('\n');
    IThrowableProxy thrown = event.getThrowableProxy();
    if (traces && thrown != null) {
      Trace.append(line, thrown);
    }
    return redactor.mask(line.toString());
  }
}
