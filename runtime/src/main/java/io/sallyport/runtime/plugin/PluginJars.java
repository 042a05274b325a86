// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import io.sallyport.plugin.ApiVersion;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Opens a plugin's jars and judges them by what can be seen before a class is loaded. */
final class PluginJars {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");

  private static final String INSTALL_ANOTHER_BUILD =
      "install a build of the plugin for version " + ApiVersion.current();

  private final PluginDraft draft;

  PluginJars(PluginDraft draft) {
    this.draft = draft;
  }

  /**
   * All jars, open, unless one of them cannot be read: a plugin with half its classes would fail
   * later, and less clearly. Then none is, and the draft says why.
   */
  List<PluginJar> open() {
    List<PluginJar> jars = new ArrayList<>();
    try {
      List<Path> paths = draft.path().jars();
      if (paths.isEmpty()) {
        draft.problem("The folder holds no jar; put the plugin's jars into it, or remove it.");
      }
      for (Path path : paths) {
        openOne(path, jars);
      }
    } catch (IOException e) {
      draft.problem("The folder cannot be read (" + reason(e) + "); check its permissions.");
    }
    if (!draft.problems().isEmpty()) {
      close(jars);
      return List.of();
    }
    return jars;
  }

  static void close(List<PluginJar> jars) {
    for (PluginJar jar : jars) {
      try {
        jar.close();
      } catch (IOException e) {
        // Only reading was done: there is nothing to lose, and nobody who could do something.
      }
    }
  }

  private void openOne(Path path, List<PluginJar> jars) {
    try {
      jars.add(PluginJar.open(path));
    } catch (IOException | RuntimeException e) {
      draft.problem(
          path.getFileName()
              + " cannot be read as a jar ("
              + reason(e)
              + "); copy it here again and check its permissions.");
    }
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return e instanceof AccessDeniedException || message == null
        ? e.getClass().getSimpleName()
        : PluginFault.oneLine(message);
  }

  /** Whether this host speaks the version for which each jar says that it was built. */
  boolean speaksTheirVersion(List<PluginJar> jars) {
    boolean accepted = true;
    for (PluginJar jar : jars) {
      var version = jar.attribute(ApiVersion.MANIFEST_ATTRIBUTE);
      if (version.isPresent()) {
        accepted &= isSpoken(jar, version.get());
      } else if (ServicesFile.isIn(jar)) {
        draft.note(
            jar.fileName()
                + " does not say for which version of the plugin API it was built ("
                + ApiVersion.MANIFEST_ATTRIBUTE
                + " is missing in its manifest), so it was taken as it is.");
      }
    }
    return accepted;
  }

  private boolean isSpoken(PluginJar jar, String version) {
    if (!WHOLE_NUMBER.matcher(version).matches()) {
      draft.problem(
          "The manifest of %s has %s: %s, which is not a whole number; %s."
              .formatted(
                  jar.fileName(),
                  ApiVersion.MANIFEST_ATTRIBUTE,
                  PluginFault.oneLine(version),
                  INSTALL_ANOTHER_BUILD));
      return false;
    }
    if (Integer.parseInt(version) != ApiVersion.current()) {
      draft.problem(
          "%s was built for version %s of the plugin API, and this release speaks version %d; %s."
              .formatted(jar.fileName(), version, ApiVersion.current(), INSTALL_ANOTHER_BUILD));
      return false;
    }
    return true;
  }

  /** Notes what the jars contain or name in vain. */
  void noteWhatIsNotUsed(List<PluginJar> jars) {
    Set<String> fileNames = jars.stream().map(PluginJar::fileName).collect(Collectors.toSet());
    Set<String> copies = new TreeSet<>();
    for (PluginJar jar : jars) {
      copies.addAll(jar.unusedCopies());
      Set<String> elsewhere = jarsNamedElsewhere(jar, fileNames);
      if (!elsewhere.isEmpty()) {
        draft.note(
            "The manifest of %s names jars outside the plugin (Class-Path: %s), which are not used."
                .formatted(jar.fileName(), String.join(" ", elsewhere)));
      }
    }
    for (String copy : copies) {
      draft.note("The plugin carries its own copy of " + copy + ", which is not used.");
    }
  }

  /** Those of the manifest's Class-Path that do not lie in the plugin's folder anyway. */
  private static Set<String> jarsNamedElsewhere(PluginJar jar, Set<String> fileNames) {
    Set<String> elsewhere = new TreeSet<>();
    for (String entry :
        jar.attribute(Attributes.Name.CLASS_PATH.toString()).orElse("").split("\\s+", -1)) {
      if (!entry.isEmpty() && !fileNames.contains(entry.substring(entry.lastIndexOf('/') + 1))) {
        elsewhere.add(entry);
      }
    }
    return elsewhere;
  }
}
