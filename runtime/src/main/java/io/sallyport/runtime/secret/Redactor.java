// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.plugin.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The net below the {@link Secret} type: replaces every value that has been a secret in this
 * process by {@link Secret#MASK}, in the forms in which it could come back from a product or a
 * library: as it is, URL-encoded, JSON-escaped, in hexadecimal, and in base64 wherever in the
 * encoded text it stands. Applied last, to assembled text. Thread-safe.
 */
public final class Redactor {

  /**
   * Shorter values are not masked: they would black out half of every text. A configuration with
   * one is warned about.
   */
  public static final int SHORTEST = 6;

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private volatile String[] forms = {};

  /** From now on this value is masked. */
  public void learn(String value) {
    if (value.length() < SHORTEST || !known.add(value)) {
      return;
    }
    synchronized (known) {
      Set<String> all = new HashSet<>(Arrays.asList(forms));
      all.add(value);
      String percent = URLEncoder.encode(value, StandardCharsets.UTF_8);
      for (String encoded : List.of(percent, percent.replace("+", "%20"))) {
        all.add(encoded);
        all.add(withSmallDigits(encoded));
      }
      all.add(new String(JsonStringEncoder.getInstance().quoteAsString(value)));
      byte[] octets = value.getBytes(StandardCharsets.UTF_8);
      all.add(HexFormat.of().formatHex(octets));
      all.add(HexFormat.of().withUpperCase().formatHex(octets));
      for (int offset = 0; offset < 3; offset++) {
        String encoded = inBase64(octets, offset);
        all.add(encoded);
        all.add(encoded.replace('+', '-').replace('/', '_'));
      }
      all.removeIf(form -> form.length() < SHORTEST);
      // Longest first, so that a secret that contains another is not left half visible.
      forms =
          all.stream()
              .sorted(Comparator.comparingInt(String::length).reversed())
              .toArray(String[]::new);
    }
  }

  /** The text without any known value; null stays null. */
  public @Nullable String maskNullable(@Nullable String text) {
    return text == null ? null : mask(text);
  }

  /** The text without any known value. */
  public String mask(String text) {
    String masked = text;
    for (String form : forms) {
      masked = masked.replace(form, Secret.MASK);
    }
    return masked;
  }

  /** A copy of the tree whose texts and names hold no known value; numbers and structure stay. */
  public JsonNode mask(JsonNode json) {
    if (json.isTextual()) {
      return JsonNodeFactory.instance.textNode(mask(json.textValue()));
    }
    if (json.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode(json.size());
      json.forEach(item -> array.add(mask(item)));
      return array;
    }
    if (json.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      json.properties().forEach(field -> object.set(mask(field.getKey()), mask(field.getValue())));
      return object;
    }
    return json;
  }

  /** Percent-encoding as some products write it: {@code %2f} for {@code %2F}. */
  private static String withSmallDigits(String encoded) {
    return ESCAPE.matcher(encoded).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
  }

  /**
   * The characters of base64 that depend on nothing but the value, when it begins at this offset
   * within a group of three octets.
   */
  private static String inBase64(byte[] octets, int offset) {
    byte[] padded = new byte[offset + octets.length];
    System.arraycopy(octets, 0, padded, offset, octets.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
    int first = offset == 0 ? 0 : offset + 1;
    int last = padded.length * 8 / 6;
    return encoded.substring(Math.min(first, last), last);
  }
}
