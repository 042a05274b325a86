// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Who an integration is, and what its reference page says before the commands. Immutable: each
 * {@code with…} gives a new value.
 */
public final class IntegrationInfo {

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final String id;
  private final String name;
  private final String overview;
  private final String category;
  private final List<String> setupSteps;
  private final List<String> limitations;
  private final List<String> notes;
  private final Map<String, String> permissions;

  private IntegrationInfo(
      String id,
      String name,
      String overview,
      String category,
      List<String> setupSteps,
      List<String> limitations,
      List<String> notes,
      Map<String, String> permissions) {
    this.id = id;
    this.name = name;
    this.overview = overview;
    this.category = category;
    this.setupSteps = setupSteps;
    this.limitations = limitations;
    this.notes = notes;
    this.permissions = permissions;
  }

  /**
   * An integration with nothing but its names.
   *
   * @param id what a connection refers to, such as {@code proofpoint-essentials}: lower-case words
   *     joined by hyphens, unique among all plugins
   * @param name the product's name as people write it, such as {@code Proofpoint Essentials}
   * @throws IllegalArgumentException when the id has another form or the name is blank
   */
  public static IntegrationInfo of(String id, String name) {
    if (!ID.matcher(requireNonNull(id, "id is null")).matches()) {
      throw new IllegalArgumentException(
          "The id \""
              + id
              + "\" must be lower-case words joined by hyphens, such as proofpoint-essentials");
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("The integration " + id + " must have a name");
    }
    return new IntegrationInfo(id, name, "", "", List.of(), List.of(), List.of(), Map.of());
  }

  /** What the product is and what the integration does with it, in whole sentences. */
  public IntegrationInfo withOverview(String text) {
    return new IntegrationInfo(
        id, name, requireNonNull(text), category, setupSteps, limitations, notes, permissions);
  }

  /** The kind of product, such as {@code Email Security}. */
  public IntegrationInfo withCategory(String text) {
    return new IntegrationInfo(
        id, name, overview, requireNonNull(text), setupSteps, limitations, notes, permissions);
  }

  /** One more step that an administrator does in the product before a connection can work. */
  public IntegrationInfo withSetupStep(String text) {
    return new IntegrationInfo(
        id, name, overview, category, plus(setupSteps, text), limitations, notes, permissions);
  }

  /** One more thing that the product or the integration cannot do. */
  public IntegrationInfo withLimitation(String text) {
    return new IntegrationInfo(
        id, name, overview, category, setupSteps, plus(limitations, text), notes, permissions);
  }

  /** One more remark for the reader, such as where the product's API is described. */
  public IntegrationInfo withNote(String text) {
    return new IntegrationInfo(
        id, name, overview, category, setupSteps, limitations, plus(notes, text), permissions);
  }

  /**
   * What an account needs in the product to run this command; {@code *} stands for every command.
   */
  public IntegrationInfo withPermission(String command, String text) {
    Map<String, String> more = new LinkedHashMap<>(permissions);
    more.put(requireNonNull(command), requireNonNull(text));
    return new IntegrationInfo(
        id,
        name,
        overview,
        category,
        setupSteps,
        limitations,
        notes,
        Collections.unmodifiableMap(more));
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  /** Empty when the plugin says nothing. */
  public String overview() {
    return overview;
  }

  /** Empty when the plugin says nothing. */
  public String category() {
    return category;
  }

  public List<String> setupSteps() {
    return setupSteps;
  }

  public List<String> limitations() {
    return limitations;
  }

  public List<String> notes() {
    return notes;
  }

  /** By command name, or {@code *}, in the order in which they were given. */
  public Map<String, String> permissions() {
    return permissions;
  }

  private static List<String> plus(List<String> texts, String text) {
    List<String> more = new ArrayList<>(texts);
    more.add(requireNonNull(text));
    return List.copyOf(more);
  }

  @Override
  public String toString() {
    return name + " (" + id + ")";
  }
}
