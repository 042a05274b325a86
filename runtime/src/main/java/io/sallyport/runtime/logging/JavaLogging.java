// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.logging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the JDK and some libraries log in the JDK's own way into the log of this process; it
 * would go to standard error without a mask. Installed by name, so that it costs nothing until
 * somebody logs that way.
 */
public final class JavaLogging extends Handler {

  private static final String CONFIGURATION = "java.util.logging.config.class";
  private static final String LEVEL = "io.sallyport.java.logging.level";

  /** Takes effect unless somebody has logged in this way before. */
  static void install(boolean everything) {
    System.setProperty(CONFIGURATION, Configuration.class.getName());
    System.setProperty(LEVEL, everything ? "ALL" : "WARNING");
  }

  /** Made by the JDK when it is first asked for one of its loggers. */
  public static final class Configuration {

    /** Sends everything through {@link JavaLogging}. */
    public Configuration() throws IOException {
      String properties =
          "handlers="
              + JavaLogging.class.getName()
              + "\n.level="
              + System.getProperty(LEVEL, "WARNING")
              + "\n";
      LogManager.getLogManager()
          .readConfiguration(
              new ByteArrayInputStream(properties.getBytes(StandardCharsets.ISO_8859_1)));
    }
  }

  @Override
  public void publish(LogRecord event) {
    String name = event.getLoggerName();
    Logger log = LoggerFactory.getLogger(name == null || name.isEmpty() ? "java.logging" : name);
    log.atLevel(level(event.getLevel()))
        .setCause(event.getThrown())
        .addArgument(() -> new SimpleFormatter().formatMessage(event))
        .log("{}");
  }

  private static org.slf4j.event.Level level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return org.slf4j.event.Level.ERROR;
    } else if (level.intValue() >= Level.WARNING.intValue()) {
      return org.slf4j.event.Level.WARN;
    } else if (level.intValue() >= Level.INFO.intValue()) {
      return org.slf4j.event.Level.INFO;
    }
    return level.intValue() >= Level.FINE.intValue()
        ? org.slf4j.event.Level.DEBUG
        : org.slf4j.event.Level.TRACE;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
