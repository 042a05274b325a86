// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import java.util.List;
import java.util.Random;

/** Texts that have broken programs before, and texts of every kind of character. */
final class FuzzText {

  /** What nothing may take for a path, a header, a tag or a command. */
  private static final List<String> NOTORIOUS =
      List.of(
          "",
          " ",
          "../..",
          "../../admin",
          "..%2f..%2fadmin",
          "%2e%2e",
          "%2e%2e%2f",
          "%252e%252e",
          "..\\..\\",
          "@evil.example",
          "12345@evil.example",
          "1?x=",
          "1#",
          "1;x=y",
          "//evil.example",
          "http://evil.example/",
          "1/../../2",
          "1\r\nX-Evil: yes",
          "1\nHost: evil.example",
          "1 HTTP/1.1\r\nHost: evil.example\r\n\r\nGET /",
          "%0d%0aX-Evil:%20yes",
          "12345\u0000",
          "１２３４５",
          "٣٤٥",
          "1e5",
          "+12345",
          "-1",
          "0x10",
          "1.0",
          "${env:PATH}",
          "${file:/etc/passwd}",
          "$${x}",
          "{{7*7}}",
          "#{7*7}",
          "%s%n%x",
          "{}",
          "[",
          "{\"a\":",
          "[\"a\",]",
          "null",
          "true",
          "NaN",
          "<img src=x onerror=alert(1)>",
          "</pre><script>alert(1)</script>",
          "]]>",
          "'\"><svg onload=alert(1)>",
          "javascript:alert(1)",
          "=cmd|' /C calc'!A0",
          "\u001b[31mred\u001b[0m",
          "\u001b]0;title\u0007",
          "\u009b31m",
          "\u202egnp.exe",
          "\u2066hidden\u2069",
          "\u200b",
          "\ufeff",
          "\u00ad",
          "\ud800",
          "\udc00x",
          "\udbff",
          "\uffff",
          "\u2028",
          "\u0085",
          "\u0301",
          "Z\u0351\u036b\u0343",
          "İi̇ıI",
          "ﬀ",
          "ẞ",
          "😀",
          "\udb40\udc41",
          "日本語",
          "\b\b\b\b",
          "a\tb",
          "\r",
          "partner@good.example",
          "*@trusted.example",
          "10.20.*.*",
          "192.0.2.0/24",
          "192.0.2.0/8",
          "a@b@c.example",
          "a,b;c",
          "******",
          "(╯°□°）╯︵ ┻━┻");

  /** Ranges from which characters are taken. */
  private static final int[][] RANGES = {
    {0x00, 0x1f},
    {0x20, 0x7e},
    {0x7f, 0x9f},
    {0xa0, 0xff},
    {0x300, 0x36f},
    {0x590, 0x6ff},
    {0x2000, 0x206f},
    {0x2fe0, 0x30ff},
    {0xd800, 0xdfff},
    {0xe000, 0xe0ff},
    {0xfdd0, 0xffff},
    {0x1f300, 0x1f6ff},
    {0xe0000, 0xe007f},
    {0x10fff0, 0x10ffff}
  };

  static String any(Random random) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3, 4 -> NOTORIOUS.get(random.nextInt(NOTORIOUS.size()));
      case 5 ->
          NOTORIOUS.get(random.nextInt(NOTORIOUS.size()))
              + NOTORIOUS.get(random.nextInt(NOTORIOUS.size()));
      case 6 -> NOTORIOUS.get(random.nextInt(NOTORIOUS.size())).repeat(random.nextInt(300));
      case 7 -> characters(random, random.nextInt(RANGES.length), random.nextInt(5_000));
      default -> {
        StringBuilder text = new StringBuilder();
        for (int part = random.nextInt(4); part >= 0; part--) {
          text.append(characters(random, random.nextInt(RANGES.length), random.nextInt(12)));
        }
        yield text.toString();
      }
    };
  }

  static String characters(Random random, int range, int length) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < length; index++) {
      int[] ends = RANGES[range];
      text.appendCodePoint(ends[0] + random.nextInt(ends[1] - ends[0] + 1));
    }
    return text.toString();
  }

  /** For a message: one line, no more than a screen, nothing that a terminal obeys. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .limit(3_000)
        .forEach(
            each -> {
              if (each >= ' ' && each < 0x7f) {
                shown.append((char) each);
              } else {
                shown.append(String.format("\\u%04x", each));
              }
            });
    return text.length() > 3_000 ? shown + "… (" + text.length() + ")" : shown.toString();
  }

  private FuzzText() {}
}
