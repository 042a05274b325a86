// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.sallyport.runtime.secret.Redactor;
import java.io.OutputStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up the log of this process. */
public final class Logging {

  private static final List<String> OWN = List.of("io.sallyport", "plugin", "stdout");

  /** How much is logged. */
  public enum Detail {
    /** What needs attention, without traces. */
    WARNINGS,
    /** What a service tells of itself, and what needs attention, with traces. */
    SERVICE,
    /** What Sallyport and the plugins do, with traces. */
    DEBUG,
    /** Everything, of every library. */
    EVERYTHING
  }

  /**
   * From now on the log goes to this stream, and with it what ends a thread, and what is logged in
   * the JDK's own way. May be called again.
   *
   * @param redactor masks each line as a whole, traces included
   */
  public static void start(Detail detail, Redactor redactor, OutputStream stream) {
    JavaLogging.install(detail == Detail.EVERYTHING);
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.addTurboFilter(new ForeignCode());
    MaskedLayout layout = new MaskedLayout(redactor, detail != Detail.WARNINGS);
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(new Unclosed(stream));
    appender.start();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(detail == Detail.EVERYTHING ? Level.TRACE : Level.WARN);
    if (detail != Detail.EVERYTHING) {
      // It warns of each connection that a database has closed; that it is away we say ourselves.
      context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
    }
    if (detail == Detail.SERVICE) {
      OWN.forEach(name -> context.getLogger(name).setLevel(Level.INFO));
    }
    if (detail == Detail.DEBUG) {
      OWN.forEach(name -> context.getLogger(name).setLevel(Level.DEBUG));
    }
    // The JVM would print its trace to standard error without a mask.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) ->
            LoggerFactory.getLogger(Logging.class)
                .error("The thread {} has ended in a fault", thread.getName(), thrown));
  }

  private Logging() {}
}
