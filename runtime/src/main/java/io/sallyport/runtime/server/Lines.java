// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * One JSON object a line, on a channel. Not by streams: those of one channel lock each other out,
 * so that nobody could see the other end leave while an answer is on its way.
 */
final class Lines {

  /** An input file of 16 MB, every character of it escaped. */
  private static final int LONGEST = 128 * 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Empty when the other end has left before the line was complete. */
  static Optional<ObjectNode> read(SocketChannel channel) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(65_536);
    while (channel.read(buffer.clear()) >= 0) {
      int end = buffer.position();
      line.write(buffer.array(), 0, end);
      if (end > 0 && buffer.get(end - 1) == '\n') {
        return Optional.of(object(line.toByteArray()));
      }
      if (line.size() > LONGEST) {
        throw new IOException("a line of more than " + LONGEST + " bytes");
      }
    }
    return Optional.empty();
  }

  static void write(SocketChannel channel, ObjectNode object) throws IOException {
    byte[] text = JSON.writeValueAsBytes(object);
    ByteBuffer line = ByteBuffer.allocate(text.length + 1).put(text).put((byte) '\n').flip();
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  /** Without the parser's own words: they quote the text. */
  private static ObjectNode object(byte[] line) throws IOException {
    try {
      JsonNode node = JSON.readTree(line);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException notJson) {
      throw new IOException("a line that is not JSON");
    }
    throw new IOException("a line that is no JSON object");
  }

  private Lines() {}
}
