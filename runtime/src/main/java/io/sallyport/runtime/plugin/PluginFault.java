// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What plugin code threw while it was loaded, in the words of an administrator. */
final class PluginFault {

  private static final Pattern CLASS_FILE_VERSION = Pattern.compile("class file version (\\d+)");

  /** Class files of Java 1 have version 45, and each release since has added one. */
  private static final int CLASS_FILE_VERSION_OF_JAVA_0 = 44;

  private static final String FAILED_INITIALISER = "Could not initialize class ";
  private static final int LONGEST_MESSAGE = 300;

  private PluginFault() {}

  /**
   * The rest of a sentence that begins with the name of a class or method, with what to do about it
   * where that is known, without a period.
   *
   * @throws OutOfMemoryError when that is what was thrown: it concerns the host, not the plugin
   */
  static String describe(Throwable thrown) {
    rethrowOutOfMemory(thrown);
    if (thrown instanceof UnsupportedClassVersionError) {
      return builtForAnotherJava(thrown);
    } else if (thrown instanceof ExceptionInInitializerError && thrown.getCause() != null) {
      return "cannot be initialised: a static initialiser " + describe(thrown.getCause());
    } else if (thrown instanceof NoClassDefFoundError) {
      return missingClass(messageOf(thrown));
    } else if (thrown instanceof LinkageError) {
      return "does not fit the classes that it runs with ("
          + nameAndMessage(thrown)
          + "); install a build of the plugin for this release of Sallyport";
    }
    return "threw " + nameAndMessage(thrown);
  }

  /** Where every other throwable is contained, this one passes. */
  static void rethrowOutOfMemory(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError error) {
      throw error;
    }
  }

  /** Text of unknown origin on one line of bounded length. */
  static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
  }

  private static String builtForAnotherJava(Throwable thrown) {
    int running = Runtime.version().feature();
    Matcher version = CLASS_FILE_VERSION.matcher(messageOf(thrown));
    String built =
        version.find()
            ? "Java " + (Integer.parseInt(version.group(1)) - CLASS_FILE_VERSION_OF_JAVA_0)
            : "a newer Java";
    return "was built for %1$s, and this is Java %2$d; run Sallyport with %1$s or newer, or install"
        .concat(" a build of the plugin for Java %2$d")
        .formatted(built, running);
  }

  private static String missingClass(String message) {
    if (message.startsWith(FAILED_INITIALISER)) {
      return "needs the class "
          + message.substring(FAILED_INITIALISER.length())
          + ", which cannot be initialised";
    }
    String name = message.replace('/', '.');
    return SharedPackages.contain(name)
        ? "needs the class "
            + name
            + ", which this release of Sallyport lacks; install a build of the plugin for it"
        : "needs the class "
            + name
            + ", which is not in the plugin's jars; add the jar that holds it";
  }

  private static String nameAndMessage(Throwable thrown) {
    String message = messageOf(thrown);
    String name = thrown.getClass().getName();
    return message.isEmpty() ? name : name + ": " + message;
  }

  /** Even the message is plugin code when the exception is the plugin's own. */
  private static String messageOf(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? "" : oneLine(message);
    } catch (Throwable e) {
      rethrowOutOfMemory(e);
      return "";
    }
  }
}
