// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a product may write a value back. */
class RedactorFormsTest {

  private static final String SECRET = "k7#Cä \"+/=\\<&>'9f😀Qz";

  private final Redactor redactor = new Redactor();

  @ParameterizedTest
  @ValueSource(
      strings = {
        // as Jackson, PHP, Gson, .NET and Python write it
        "k7#Cä \\\"+/=\\\\<&>'9f😀Qz",
        "k7#C\\u00e4 \\\"+\\/=\\\\<&>'9f\\ud83d\\ude00Qz",
        "k7#Cä \\\"+/\\u003d\\\\\\u003c\\u0026\\u003e\\u00279f😀Qz",
        "k7#C\\u00E4 \\u0022\\u002B/=\\\\\\u003C\\u0026\\u003E\\u00279f\\uD83D\\uDE00Qz",
        "\\u006b7#C\\u00E4\\u0020\\\"+/=\\u005c<&>\\'9f\\u{1f600}Qz",
        "k7#C\\xe4 \\x22+/=\\\\<&>\\'9f\\u{1F600}Qz",
        // HTML and XML
        "k7#Cä &quot;+/=\\&lt;&amp;&gt;&#39;9f😀Qz",
        "k7#C&auml; &#34;+/=\\&lt;&amp;&gt;&apos;9f&#128512;Qz",
        "k7#C&#xE4; &#x22;&#x2b;/&#x3D;\\&lt;&#38;&gt;&#x27;9f&#x1F600;Qz",
        // URL-encoded, more or less of it, in either case
        "k7%23C%C3%A4+%22%2B%2F%3D%5C%3C%26%3E%279f%F0%9F%98%80Qz",
        "k7%23C%c3%a4%20%22%2b%2f%3d%5c%3c%26%3e%279f%f0%9f%98%80Qz",
        "k7#C%C3%A4%20%22+/=%5C%3C&%3E'9f%F0%9F%98%80Qz",
        "%6B7%23Cä%20\"%2B/=\\<%26>'9f😀Q%7A",
        "k7%23C%E4 \"+/=\\<&>'9f😀Qz",
        "k7%23C%u00E4%20%22+/%3D%5C%3C%26%3E%279f%uD83D%uDE00Qz",
        // one within another
        "k7#C\\\\u00e4 \\\\\\\"+/=\\\\\\\\<&>'9f\\\\ud83d\\\\ude00Qz",
        "k7%2523C%25C3%25A4%2520%2522%252B%252F%253D%255C%253C%2526%253E%25279f%25F0%259F%2598%2580Qz",
        "k7#Cä \\&quot;+/=\\\\&lt;&amp;&gt;&#039;9f😀Qz",
        "k7#C\\u00e4 &amp;quot;+/=\\&amp;lt;&amp;amp;&amp;gt;&amp;#39;9f😀Qz",
        "k7%23C%5Cu00e4+%5C%22%2B%5C%2F%3D%5C%5C%3C%26%3E%279f%5Cud83d%5Cude00Qz",
        // in the wrong charset
        "k7#CÃ¤ \"+/=\\<&>'9fð\u009f\u0098\u0080Qz",
      })
  void masksEverySpelling(String spelling) {
    redactor.learn(SECRET);

    assertThat(redactor.mask("before " + spelling + ", after")).isEqualTo("before ******, after");
  }

  @Test
  void masksEveryMixtureOfSpellings() {
    long seed = 20_260_101;
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      String secret = text(random, SHORT_AND_LONG.get(random.nextInt(SHORT_AND_LONG.size())));
      String spelling = spelled(random, secret);
      Redactor one = new Redactor();
      one.learn(secret);

      assertThat(one.mask("<" + spelling + ">"))
          .as("seed %d, round %d: %s as %s", seed, round, secret, spelling)
          .isEqualTo("<******>");
    }
  }

  @Test
  void masksHexadecimalInEitherCaseAndCharset() {
    redactor.learn("pass/wörd");
    String utf8 = HexFormat.of().formatHex("pass/wörd".getBytes(StandardCharsets.UTF_8));
    String latin = HexFormat.of().formatHex("pass/wörd".getBytes(StandardCharsets.ISO_8859_1));

    for (String digits : List.of(utf8, latin)) {
      assertThat(redactor.mask("0x" + digits + ".")).isEqualTo("0x******.");
      assertThat(redactor.mask(digits.toUpperCase(Locale.ROOT))).isEqualTo("******");
    }
  }

  @Test
  void leavesNoBitOfTheValueInBase64() {
    redactor.learn("correct-horse?>battery~");
    for (String before : List.of("", "a", "ab", "abc", "admin@example.com:")) {
      for (String after : List.of("", "x", "xy", "xyz", "\"}")) {
        byte[] octets =
            (before + "correct-horse?>battery~" + after).getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder :
            List.of(
                Base64.getEncoder(),
                Base64.getEncoder().withoutPadding(),
                Base64.getUrlEncoder(),
                Base64.getUrlEncoder().withoutPadding())) {
          String encoded = encoder.encodeToString(octets);
          String left = encoded.substring(0, before.length() * 8 / 6);
          // What follows the value, as far as no character of it has a bit of the value.
          int from = ((before + "correct-horse?>battery~").length() * 8 + 5) / 6;
          String right = encoded.substring(Math.min(from, encoded.length()));

          assertThat(redactor.mask(encoded)).as(encoded).isEqualTo(left + "******" + right);
        }
      }
    }
  }

  @Test
  void masksBase64ThatIsWrappedOrEscapedItself() {
    String secret = "a-long-token-of-a-product-that-likes-them-to-be-longer-than-one-line->>>???";
    redactor.learn(secret);
    byte[] octets = ("admin:" + secret).getBytes(StandardCharsets.UTF_8);
    String standard = Base64.getEncoder().encodeToString(octets);

    for (String written :
        List.of(
            Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets),
            Base64.getMimeEncoder(8, new byte[] {'\r', '\n'}).encodeToString(octets),
            Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(octets)
                .replace("\n", "\\n"),
            standard.replace("/", "\\/"),
            standard.replace("+", "\\u002B"),
            URLEncoder.encode(standard, StandardCharsets.UTF_8))) {
      assertThat(redactor.mask(written).replaceAll("\\\\n|\\s|=|%3D", ""))
          .as(written)
          .isEqualTo("YWRtaW46******");
    }
  }

  @Test
  void masksAValueWithLineBreaksHoweverTheyAreWritten() {
    redactor.learn("first line\nsecond\r\nshort\nlast line");

    for (String lineBreak :
        List.of(
            "\n",
            "\r\n",
            "\r",
            "\\n",
            "\\r\\n",
            "\\u000a",
            "%0D%0A",
            "&#10;",
            " ",
            "\n" + " ".repeat(50),
            "&nbsp;\\n")) {
      assertThat(
              redactor.mask(
                  "<" + String.join(lineBreak, "first line", "second", "short", "last line") + ">"))
          .as(lineBreak)
          .isEqualTo("<******>");
    }
  }

  @Test
  void masksTheLinesOfAValueThatArePrintedOneByOne() {
    redactor.learn("-----BEGIN KEY-----\n  MIIEvQIBADAN\r\nBgkqhkiG9w0B\n-----END KEY-----\n");

    assertThat(redactor.mask("1: MIIEvQIBADAN\n2: BgkqhkiG9w0B\n"))
        .isEqualTo("1: ******\n2: ******\n");
    assertThat(redactor.mask("it begins with -----BEGIN KEY-----"))
        .isEqualTo("it begins with -----BEGIN KEY-----");
  }

  @Test
  void masksAValueWhoseBlanksAtTheEndsWereLost() {
    redactor.learn("  blank-ended \n");

    assertThat(redactor.mask("<blank-ended>")).isEqualTo("<******>");
    assertThat(redactor.mask("<  blank-ended \n>")).isEqualTo("<  ****** \n>");
  }

  @Test
  void masksTheBeginningOfAValueThatWasCutOff() {
    redactor.learn("a-very-long-secret-value");

    assertThat(redactor.mask("wrong: a-very-l… (cut)")).isEqualTo("wrong: ******… (cut)");
    assertThat(redactor.mask("wrong: a-very-long-secret-val...")).isEqualTo("wrong: ******...");
    assertThat(redactor.mask("a-very-…")).isEqualTo("a-very-…");
    assertThat(redactor.mask("a-very-long walk")).isEqualTo("a-very-long walk");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\\\\\\\\\\\\\\\\\\\",
        "%25%25%25%25%25",
        "&amp;&amp;&amp;",
        "++++++++",
        "a%41b\"c"
      })
  void masksValuesThatLookLikeEscapes(String secret) {
    redactor.learn(secret);

    assertThat(redactor.mask("<" + secret + ">")).isEqualTo("<******>");
    assertThat(
            redactor.mask(
                "<" + new String(JsonStringEncoder.getInstance().quoteAsString(secret)) + ">"))
        .isEqualTo("<******>");
    assertThat(redactor.mask("<" + URLEncoder.encode(secret, StandardCharsets.UTF_8) + ">"))
        .isEqualTo("<******>");
  }

  private static final List<String> SHORT_AND_LONG =
      List.of(
          "abcdefghijklmnopqrstuvwxyz0123456789",
          "aZ9 \"'\\/%&+<>=#?;:-_",
          "aö ß€\u00ad日本😀\"\\",
          "0123456789abcdefABCDEF%\\u&;");

  private static String text(Random random, String alphabet) {
    int[] points = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    int length = Redactor.SHORTEST + random.nextInt(20);
    for (int index = 0; index < length; index++) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    // Blanks at the ends are not masked, and what may extend an escape must not stand there.
    return "(" + text + ")";
  }

  private static String spelled(Random random, String secret) {
    List<UnaryOperator<String>> spellings = new ArrayList<>();
    spellings.add(RedactorFormsTest::url);
    spellings.add(RedactorFormsTest::unicode);
    spellings.add(text -> new String(JsonStringEncoder.getInstance().quoteAsString(text)));
    spellings.add(RedactorFormsTest::html);
    spellings.add(text -> text);
    // Either all of it is encoded in the same way, perhaps twice, or each character as it comes.
    if (random.nextBoolean()) {
      UnaryOperator<String> first = spellings.get(random.nextInt(spellings.size()));
      UnaryOperator<String> second = spellings.get(random.nextInt(spellings.size()));
      return second.apply(first.apply(secret));
    }
    StringBuilder spelling = new StringBuilder();
    secret
        .codePoints()
        .mapToObj(Character::toString)
        .forEach(
            character ->
                spelling.append(
                    isOrdinary(character)
                        ? spellings.get(random.nextInt(spellings.size())).apply(character)
                        : unicode(character)));
    return spelling.toString();
  }

  private static boolean isOrdinary(String character) {
    return "\\%&+".indexOf(character.charAt(0)) < 0;
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String unicode(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(
            each -> escaped.append(String.format(each % 2 == 0 ? "\\u%04x" : "\\u%04X", each)));
    return escaped.toString();
  }

  private static String html(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                  if (point < 0x80) {
                    escaped.appendCodePoint(point);
                  } else {
                    escaped.append("&#").append(point).append(';');
                  }
                }
              }
            });
    return escaped.toString();
  }
}
