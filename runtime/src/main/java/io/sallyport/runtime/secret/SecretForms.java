// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The ways in which one value may come back from a product or a library, escapes apart: as it is,
 * line by line, in hexadecimal, and in base64 wherever in the encoded text it stands.
 */
final class SecretForms {

  private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?|\\n");

  /** {@code -----BEGIN PRIVATE KEY-----} is in every key, and no secret by itself. */
  private static final Pattern ARMOUR = Pattern.compile("-+[A-Z0-9 ]*-+");

  private static final Pattern LEADING_ZEROS = Pattern.compile("0+[0-9]+");

  /** The forms of a value without blanks at its ends and not shorter than {@code shortest}. */
  static List<Form> of(String value, int shortest) {
    Set<String> texts = new LinkedHashSet<>();
    texts.add(value);
    LINE_BREAK
        .splitAsStream(value)
        .map(String::strip)
        .filter(line -> !ARMOUR.matcher(line).matches())
        .forEach(texts::add);
    if (LEADING_ZEROS.matcher(value).matches()) {
      // A product that takes it for a number gives the number back.
      texts.add(value.replaceFirst("^0+", ""));
    }
    // UTF-8 that was read as if it were ISO-8859-1.
    texts.add(new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    List<Form> forms = new ArrayList<>();
    texts.stream()
        .filter(text -> text.length() >= shortest)
        .map(text -> Form.text(text, shortest))
        .forEach(forms::add);
    for (String octets : octets(value)) {
      addEncoded(octets.getBytes(StandardCharsets.ISO_8859_1), forms);
    }
    return forms;
  }

  /** In each charset and with each line break that a library may choose; a character an octet. */
  private static Set<String> octets(String value) {
    String lines = LINE_BREAK.matcher(value).replaceAll("\n");
    Set<String> octets = new LinkedHashSet<>();
    for (String text : List.of(value, lines, lines.replace("\n", "\r\n"))) {
      for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
        if (charset.newEncoder().canEncode(text)) {
          octets.add(new String(text.getBytes(charset), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return octets;
  }

  private static void addEncoded(byte[] octets, List<Form> forms) {
    forms.add(Form.hexadecimal(HexFormat.of().formatHex(octets)));
    for (int offset = 0; offset < 3; offset++) {
      byte[] padded = new byte[offset + octets.length];
      System.arraycopy(octets, 0, padded, offset, octets.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
      int first = offset == 0 ? 0 : offset + 1;
      int last = padded.length * 8 / 6;
      forms.add(
          Form.base64(encoded.substring(first, last), offset > 0, padded.length * 8 % 6 != 0));
    }
  }

  private SecretForms() {}
}
