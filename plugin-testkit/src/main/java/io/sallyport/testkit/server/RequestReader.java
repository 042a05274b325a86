// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the requests of one connection, one behind the other.
 *
 * <p>It takes no byte more than a request has, so that a pipelined one is there for the next call.
 * What is not HTTP is refused at its first wrong byte: a TLS greeting has no line to wait for.
 */
final class RequestReader {

  static final int LONGEST_HEAD = 16 * 1024;
  static final int LARGEST_BODY = 64 * 1024 * 1024;

  private static final Pattern REQUEST_LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([!-~\\x80-\\xff]+) HTTP/(\\d)\\.(\\d)");
  private static final Pattern HEADER =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})[ \t]*(;.*)?");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  private final InputStream input;
  private int budget;

  /** Reads from a stream that should have a buffer: it asks for single bytes. */
  RequestReader(InputStream input) {
    this.input = input;
  }

  /** Returns the next request without its body, or empty when the client has said goodbye. */
  Optional<RequestHead> readHead() throws IOException, RefusedRequest {
    budget = LONGEST_HEAD;
    Optional<String> line = readLine();
    while (line.isPresent() && line.get().isEmpty()) {
      line = readLine();
    }
    if (line.isEmpty()) {
      return Optional.empty();
    }
    Matcher request = REQUEST_LINE.matcher(line.get());
    if (!request.matches()) {
      throw new RefusedRequest(400, "The request line is not: METHOD TARGET HTTP/1.1.");
    }
    if (!request.group(3).equals("1")) {
      throw new RefusedRequest(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    }
    boolean http11 = !request.group(4).equals("0");
    return Optional.of(new RequestHead(request.group(1), request.group(2), http11, readHeaders()));
  }

  /** Returns the body that the head announces, without its transfer coding. */
  byte[] readBody(RequestHead head) throws IOException, RefusedRequest {
    List<String> lengths = head.headers().getOrDefault("Content-Length", List.of());
    if (head.headers().containsKey("Transfer-Encoding")) {
      if (!lengths.isEmpty()) {
        throw new RefusedRequest(400, "A request has Transfer-Encoding or Content-Length.");
      }
      if (!head.has("Transfer-Encoding", "chunked")) {
        throw new RefusedRequest(501, "The only transfer coding is chunked.");
      }
      return readChunks();
    }
    return lengths.isEmpty() ? new byte[0] : readExactly(length(lengths));
  }

  static boolean announcesBody(RequestHead head) {
    return head.headers().containsKey("Transfer-Encoding")
        || head.headers().containsKey("Content-Length");
  }

  private Map<String, List<String>> readHeaders() throws IOException, RefusedRequest {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = readLineOrFail(); !line.isEmpty(); line = readLineOrFail()) {
      Matcher header = HEADER.matcher(line);
      if (!header.matches()) {
        throw new RefusedRequest(400, "A header line is not: Name: value.");
      }
      headers.computeIfAbsent(header.group(1), name -> new ArrayList<>()).add(header.group(2));
    }
    headers.replaceAll((name, values) -> List.copyOf(values));
    return Collections.unmodifiableMap(headers);
  }

  private static int length(List<String> values) throws RefusedRequest {
    String value = values.get(0);
    if (!LENGTH.matcher(value).matches() || values.stream().anyMatch(v -> !v.equals(value))) {
      throw new RefusedRequest(400, "Content-Length is one number.");
    }
    return withinLimit(Long.parseLong(value));
  }

  private static int withinLimit(long size) throws RefusedRequest {
    if (size > LARGEST_BODY) {
      throw new RefusedRequest(413, "A body has at most " + LARGEST_BODY + " bytes.");
    }
    return (int) size;
  }

  private byte[] readChunks() throws IOException, RefusedRequest {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      budget = LONGEST_HEAD;
      Matcher chunk = CHUNK.matcher(readLineOrFail());
      if (!chunk.matches()) {
        throw new RefusedRequest(400, "A chunk begins with its size as a hexadecimal number.");
      }
      long size = Long.parseLong(chunk.group(1), 16);
      if (size == 0) {
        readHeaders();
        return body.toByteArray();
      }
      withinLimit(body.size() + size);
      body.write(readExactly((int) size));
      if (!readLineOrFail().isEmpty()) {
        throw new RefusedRequest(400, "A chunk is longer than its size.");
      }
    }
  }

  private byte[] readExactly(int size) throws IOException {
    byte[] bytes = input.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("The client left in the middle of a body.");
    }
    return bytes;
  }

  private String readLineOrFail() throws IOException, RefusedRequest {
    return readLine()
        .orElseThrow(() -> new EOFException("The client left in the middle of a request."));
  }

  /** Returns a line without its end, or empty at the end of the stream. */
  private Optional<String> readLine() throws IOException, RefusedRequest {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean returned = false;
    while (true) {
      int next = input.read();
      if (next < 0) {
        if (line.size() > 0 || returned) {
          throw new EOFException("The client left in the middle of a line.");
        }
        return Optional.empty();
      }
      if (--budget < 0) {
        throw new RefusedRequest(431, "A request has at most " + LONGEST_HEAD + " bytes of head.");
      }
      if (next == '\n') {
        return Optional.of(line.toString(StandardCharsets.ISO_8859_1));
      }
      boolean control = (next < ' ' && next != '\t' && next != '\r') || next == 0x7f;
      if (returned || control) {
        throw new RefusedRequest(400, "A control character stands in the head.");
      }
      returned = next == '\r';
      if (!returned) {
        line.write(next);
      }
    }
  }
}
