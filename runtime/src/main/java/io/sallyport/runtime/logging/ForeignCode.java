// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Runs what an event brings along before the library does: the code of exceptions and arguments may
 * be a plugin's, and fail. The library would let such a failure end the caller, or print it to
 * standard error without a mask.
 */
final class ForeignCode extends TurboFilter {

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    return format == null
        ? FilterReply.NEUTRAL
        : log(
            logger,
            level,
            format,
            arguments == null ? List.of() : Arrays.asList(arguments),
            thrown);
  }

  @Override
  public FilterReply decide(Logger logger, org.slf4j.event.LoggingEvent event) {
    List<@Nullable Object> arguments = event.getArguments();
    return log(
        logger,
        Level.convertAnSLF4JLevel(event.getLevel()),
        String.valueOf(event.getMessage()),
        arguments == null ? List.of() : arguments,
        event.getThrowable());
  }

  private static FilterReply log(
      Logger logger,
      Level level,
      String format,
      List<? extends @Nullable Object> arguments,
      @Nullable Throwable thrown) {
    if ((arguments.isEmpty() && thrown == null)
        || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      return FilterReply.NEUTRAL;
    }
    List<? extends @Nullable Object> rest = arguments;
    Throwable exception = thrown;
    if (exception == null && rest.get(rest.size() - 1) instanceof Throwable last) {
      exception = last;
      rest = rest.subList(0, rest.size() - 1);
    }
    Object[] texts = rest.stream().map(ForeignCode::text).toArray();
    LoggingEvent event = event(logger, level, format, texts, exception);
    logger.callAppenders(event);
    return FilterReply.DENY;
  }

  private static LoggingEvent event(
      Logger logger,
      Level level,
      String format,
      Object[] arguments,
      @Nullable Throwable exception) {
    if (exception == null) {
      return new LoggingEvent(Logger.FQCN, logger, level, format, null, arguments);
    }
    try {
      ThrowableProxy proxy = new ThrowableProxy(exception);
      LoggingEvent event = new LoggingEvent(Logger.FQCN, logger, level, format, null, arguments);
      event.setThrowableProxy(proxy);
      return event;
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      return new LoggingEvent(
          Logger.FQCN,
          logger,
          level,
          format
              + " ("
              + exception.getClass().getName()
              + ", which cannot be shown: its own code fails)",
          null,
          arguments);
    }
  }

  private static Object text(@Nullable Object argument) {
    try {
      if (argument == null || !argument.getClass().isArray()) {
        return String.valueOf(argument);
      }
      // An array of any type, as an element, whose brackets are taken away again.
      String text = Arrays.deepToString(new Object[] {argument});
      return text.substring(1, text.length() - 1);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      return "(an object that cannot be shown: its own code fails)";
    }
  }
}
