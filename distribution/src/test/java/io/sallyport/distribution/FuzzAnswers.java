// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sallyport.distribution.RawVendor.Answer;
import io.sallyport.distribution.RawVendor.Framing;
import io.sallyport.distribution.RawVendor.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** What a product would answer, and what becomes of it in the hands of somebody malicious. */
final class FuzzAnswers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String ACCOUNT =
      "{\"uid\":12,\"is_admin\":true,\"read_only_user\":false,\"eid\":1,\"primary_email\":\"admin@example.com\"}";
  private static final String LISTS =
      "{\"allow_list\":[\"partner@good.example\",\"*@trusted.example\"],\"block_list\":[\"spam@bad.example\"]}";
  private static final String DOMAINS =
      "{\"domains\":[{\"name\":\"example.com\",\"is_active\":1,\"is_relay\":1,\"destination\":\"mx.example.com\",\"failovers\":[]},"
          + "{\"name\":\"example.net\",\"is_active\":0,\"is_relay\":0,\"destination\":null,\"failovers\":[\"192.0.2.1\"]}]}";

  private static final List<String> ERRORS =
      List.of(
          "{\"errors\":{\"allow_list\":[\"The allow list field is required.\"],\"block_list\":[\"is odd\"]}}",
          "{\"errors\":[{\"identifier\":\"a@good.example\",\"message\":\"exists\"},{\"message\":\"no\"}]}",
          "{\"errors\":[\"one\",\"two\"]}",
          "{\"message\":\"The password " + FuzzIT.PASSWORD + " is wrong.\",\"status\":401}",
          "{\"error\":{\"message\":\"nested\",\"error\":{\"detail\":\"deeper\"}},\"title\":\"x\"}",
          "{\"error_message\":\"Unprocessable Entity\",\"detail\":[1,2]}",
          "\"just text\"");

  private static final int[] GOOD = {200, 200, 200, 201, 204};

  /**
   * They come seldom, as each costs a wait: for a repeat, or for the answer after the interim one.
   */
  private static final int[] SLOW = {429, 429, 503, 503, 100, 103};

  private static final int[] STATUSES = {
    200, 200, 200, 200, 200, 200, 200, 201, 202, 203, 204, 205, 206, 226, 299, 300, 301, 302, 303,
    304, 305, 307, 308, 399, 400, 400, 401, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411,
    412, 413, 414, 415, 416, 417, 418, 421, 422, 422, 423, 424, 425, 426, 428, 431, 451, 499, 500,
    500, 501, 502, 504, 505, 511, 520, 599
  };

  private static final List<String> CONTENT_TYPES =
      List.of(
          "application/json",
          "application/json",
          "application/json; charset=utf-8",
          "application/json; charset=iso-8859-1",
          "application/json;charset=UTF-16",
          "application/json; charset=klingon",
          "application/json; charset=\"",
          "application/problem+json",
          "text/html",
          "text/html; charset=windows-1252",
          "text/plain",
          "application/xml",
          "application/octet-stream",
          "multipart/mixed; boundary=x",
          "nonsense",
          "");

  private static final List<Charset> CHARSETS =
      List.of(
          StandardCharsets.UTF_16,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE,
          StandardCharsets.ISO_8859_1,
          StandardCharsets.US_ASCII,
          Charset.forName("UTF-32"));

  private static final List<String> ODD_HEADERS =
      List.of(
          "X-Odd: \u001b[31m",
          "Set-Cookie: a=b; Domain=evil.example",
          "Location: http://198.51.100.1/",
          "Location: //198.51.100.1/x",
          "Location: javascript:alert(1)",
          "Retry-After: 999999999999",
          "Retry-After: soon",
          "Retry-After: -1",
          "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT",
          "WWW-Authenticate: Basic realm=\"x\"",
          "Content-Encoding: br",
          "Content-Encoding: identity",
          "Content-Encoding: gzip, gzip",
          "Content-Disposition: attachment; filename=\"../../x\"",
          "X-Empty:",
          "X-Long: " + "x".repeat(4_000),
          "X-Latin: \u00e4\u00ff");

  /** As a product that is well would. */
  static Answer good(Request request) {
    return Answer.json(request.method().equals("GET") ? 200 : 204, body(request.target()));
  }

  private static String body(String target) {
    if (target.endsWith("/me")) {
      return ACCOUNT;
    }
    return target.endsWith("/domains") ? DOMAINS : LISTS;
  }

  /** Something else. */
  static Answer hostile(Request request, Random random) {
    int status =
        random.nextInt(3) > 0
            ? GOOD[random.nextInt(GOOD.length)]
            : STATUSES[random.nextInt(STATUSES.length)];
    if (random.nextInt(1_000) == 0) {
      status = SLOW[random.nextInt(SLOW.length)];
    }
    List<String> headers = new ArrayList<>();
    if (random.nextInt(10) > 0) {
      headers.add("Content-Type: " + CONTENT_TYPES.get(random.nextInt(CONTENT_TYPES.size())));
    }
    if (random.nextInt(5) == 0) {
      headers.add(ODD_HEADERS.get(random.nextInt(ODD_HEADERS.size())));
    }
    byte[] body = octets(text(request, status, random), random);
    if (random.nextInt(8) == 0) {
      headers.add("Content-Encoding: gzip");
      body = random.nextInt(4) == 0 ? body : damaged(gzip(body), random, 3);
    }
    Framing framing =
        switch (random.nextInt(16)) {
          case 0 -> Framing.CHUNKS;
          case 1 -> Framing.CLOSE;
          default -> Framing.LENGTH;
        };
    return new Answer(status, headers, new String(body, StandardCharsets.ISO_8859_1), framing);
  }

  private static String text(Request request, int status, Random random) {
    String original =
        status < 400 && random.nextInt(8) > 0
            ? body(request.target())
            : ERRORS.get(random.nextInt(ERRORS.size()));
    return switch (random.nextInt(20)) {
      case 0 -> whole(random);
      case 1 -> FuzzText.any(random);
      case 2 -> inserted(original, random);
      case 3 -> original + FuzzText.any(random);
      case 4 -> original;
      case 5 -> twice(original, random);
      default -> inserted(mutated(original, random).toString(), random);
    };
  }

  private static JsonNode mutated(String text, Random random) {
    try {
      JsonNode tree = JSON.readTree(text);
      for (int count = random.nextInt(3); count >= 0; count--) {
        tree = FuzzJson.mutated(tree, random);
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One of its names a second time, with another value. */
  private static String twice(String text, Random random) {
    List<String> names =
        List.of("allow_list", "block_list", "domains", "name", "errors", "message");
    String name = names.get(random.nextInt(names.size()));
    return text.replaceFirst(
        "\\{", "{\"" + name + "\":" + text.replace("\\", "").replace("$", "") + ",");
  }

  private static String inserted(String text, Random random) {
    if (random.nextInt(3) > 0) {
      return text;
    }
    List<String> snippets =
        List.of(
            "1e999999999",
            "-0",
            "00",
            "123456789012345678901234567890",
            "\\ud800",
            "\\uDC00\\uD800",
            "\u0000",
            "\u001b[2J",
            "\u202e",
            "\ufeff",
            "\"",
            "\\",
            ",",
            "}",
            "]",
            "/*x*/",
            "//x\n",
            "NaN",
            "'",
            "\u00a0",
            "\\u0000",
            "\\u001b]0;x\\u0007",
            "<img src=x onerror=alert(1)>");
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at)
        + snippets.get(random.nextInt(snippets.size()))
        + text.substring(at);
  }

  private static String whole(Random random) {
    return switch (random.nextInt(40)) {
      case 0 -> many("{\"allow_list\":[", "\"s%d@good.example\"", "]}");
      case 1 -> many("{\"domains\":[", "{\"name\":\"d%d.example\"}", "]}");
      case 2 -> many("[", "%d", "]");
      case 3 -> many("{\"errors\":{", "\"f%d\":[\"is odd\"]", "}}");
      case 4 -> "[".repeat(100_000);
      case 5 -> "{\"a\":".repeat(50_000);
      case 6 -> "[".repeat(199) + "]".repeat(199);
      case 7 -> "1".repeat(1 + random.nextInt(100_000));
      case 8 -> "\"" + "x".repeat(200_000) + "\"";
      case 9, 10, 11, 12 ->
          "<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1><img src=x onerror=alert(1)></body>";
      case 13, 14, 15, 16 -> "";
      case 17, 18, 19 -> "{}";
      case 20, 21, 22 -> "[]";
      case 23, 24, 25 -> "null";
      case 26 -> "\"\"";
      case 27 -> "0";
      case 28 -> "true";
      case 29 -> "1e999999999";
      case 30 -> "[1e999999999,-1e999999999,1e-999999999]";
      case 31 -> "\ufeff" + LISTS;
      case 32 -> "  \n\t ";
      case 33 -> LISTS.repeat(2);
      case 34 -> ")]}',\n" + LISTS;
      case 35 -> "data: " + LISTS + "\n\n";
      case 36 -> "{\"allow_list\":{\"0\":\"a@good.example\"},\"block_list\":{}}";
      case 37 -> "{\"allow_list\":[[\"a@good.example\"]],\"block_list\":[null]}";
      case 38 -> "{\"domains\":{},\"name\":\"example.com\"}";
      default -> FuzzJson.any(random).toString();
    };
  }

  private static String many(String before, String each, String after) {
    StringBuilder text = new StringBuilder(before);
    for (int index = 0; index < 100_000; index++) {
      text.append(index == 0 ? "" : ",").append(each.replace("%d", String.valueOf(index)));
    }
    return text.append(after).toString();
  }

  private static byte[] octets(String text, Random random) {
    if (random.nextInt(15) == 0) {
      return text.getBytes(CHARSETS.get(random.nextInt(CHARSETS.size())));
    }
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return random.nextInt(4) == 0 ? damaged(octets, random, 1 + random.nextInt(8)) : octets;
  }

  /** With octets changed, cut off or put in. */
  private static byte[] damaged(byte[] octets, Random random, int times) {
    byte[] damaged = octets.clone();
    for (int count = 0; count < times && damaged.length > 0; count++) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(6)) {
        case 0 -> damaged = Arrays.copyOf(damaged, at);
        case 1 -> {
          byte[] longer = new byte[damaged.length + 1];
          System.arraycopy(damaged, 0, longer, 0, at);
          System.arraycopy(damaged, at, longer, at + 1, damaged.length - at);
          longer[at] = (byte) random.nextInt(256);
          damaged = longer;
        }
        case 2 -> damaged[at] = (byte) random.nextInt(256);
        default -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return damaged;
  }

  private static byte[] gzip(byte[] octets) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
      stream.write(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private FuzzAnswers() {}
}
