// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/**
 * An exception with its causes and what it suppresses, as the JVM prints it, except that a message
 * takes one line: none can pass for a line of the log, or of the trace.
 */
final class Trace {

  static void append(StringBuilder text, IThrowableProxy thrown) {
    append(text, "", "", thrown);
  }

  private static void append(
      StringBuilder text, String indent, String relation, IThrowableProxy thrown) {
    String said = relation;
    for (IThrowableProxy each = thrown; each != null; each = each.getCause()) {
      text.append(indent).append(said).append(describe(each)).append('\n');
      StackTraceElementProxy[] frames = each.getStackTraceElementProxyArray();
      int own = frames.length - each.getCommonFrames();
      for (int index = 0; index < own; index++) {
        text.append(indent)
            .append('\t')
            .append(OneLine.of(frames[index].getSTEAsString()))
            .append('\n');
      }
      if (each.getCommonFrames() > 0) {
        text.append(indent)
            .append("\t... ")
            .append(each.getCommonFrames())
            .append(" more, as above\n");
      }
      for (IThrowableProxy suppressed : each.getSuppressed()) {
        append(text, indent + "\t", "Suppressed: ", suppressed);
      }
      said = "Caused by: ";
    }
  }

  private static String describe(IThrowableProxy thrown) {
    String message = thrown.getMessage();
    String description =
        OneLine.of(
            message == null ? thrown.getClassName() : thrown.getClassName() + ": " + message);
    return thrown.isCyclic() ? "[shown above] " + description : description;
  }

  private Trace() {}
}
