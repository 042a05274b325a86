// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.plugin.Secret;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The net below the {@link Secret} type: replaces every value that has been a secret in this
 * process by {@link Secret#MASK}, in the forms in which it could come back from a product or a
 * library: as it is and line by line, in hexadecimal, in base64 wherever in the encoded text it
 * stands, and all of these escaped as in JSON, HTML or a URL, wholly or in part. Where values
 * overlap in a text, everything that belongs to one of them goes. Applied last, to assembled text;
 * applying it again changes nothing. Thread-safe.
 */
public final class Redactor {

  /**
   * Shorter values are not masked: they would black out half of every text. A configuration with
   * one is warned about.
   */
  public static final int SHORTEST = 6;

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final FormIndex index = new FormIndex();
  private final JsonMask json = new JsonMask(this);

  /** From now on this value is masked, unless it is too short. */
  public void learn(String value) {
    String core = value.strip();
    if (isTooShort(value) || known.contains(core)) {
      return;
    }
    synchronized (known) {
      if (!known.contains(core)) {
        SecretForms.of(core, SHORTEST).forEach(index::add);
        known.add(core);
      }
    }
  }

  /** Whether a secret with this value is shown wherever it comes back; blanks around it are not. */
  public static boolean isTooShort(String value) {
    return value.strip().length() < SHORTEST;
  }

  /** The text without any known value; null stays null. */
  public @Nullable String maskNullable(@Nullable String text) {
    return text == null ? null : mask(text);
  }

  /** The text without any known value. */
  public String mask(String text) {
    if (index.isEmpty()) {
      return text;
    }
    MaskedText masked = new MaskedText(text);
    for (int at = 0; at < text.length(); at++) {
      long span = index.find(text, at);
      if (span != FormIndex.NONE) {
        masked.cover(FormIndex.start(span), FormIndex.end(span));
      }
    }
    return masked.visible();
  }

  /**
   * A copy of the tree without any known value. A number that holds one becomes the mask, which is
   * text; names that are equal once they are masked are numbered, so that none is lost. Everything
   * else stays as it is.
   */
  public JsonNode mask(JsonNode tree) {
    return json.mask(tree);
  }
}
