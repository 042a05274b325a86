// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * Misbehaviours that spoil the answer of the handler, which is called before.
 *
 * <p>An answer in which there is nothing to spoil is replaced by {@link #SAMPLE}: a fault that is
 * none would make a test pass that proves nothing.
 */
final class Spoils {

  static final ServerAnswer SAMPLE =
      ServerAnswer.json(
          200, "{\"message\":\"Gr\u00fc\u00dfe aus K\u00f6ln\",\"items\":[\"a\",\"b\"]}");

  private Spoils() {}

  static Misbehaviour delay(Duration duration) {
    return turn -> {
      ServerAnswer answer = turn.handle();
      turn.pause(duration);
      turn.writer().write(answer);
    };
  }

  static Misbehaviour stall() {
    return turn -> {
      writeHalf(turn.writer(), handled(turn));
      turn.waitForClientToLeave();
    };
  }

  static Misbehaviour cut() {
    return turn -> {
      writeHalf(turn.writer(), handled(turn));
      turn.closeConnection();
    };
  }

  static Misbehaviour drip(Duration interval) {
    return turn -> {
      ServerAnswer answer = handled(turn);
      byte[] body = answer.body();
      turn.writer().writeHead(answer, body.length);
      for (int i = 0; turn.writer().sendsBody() && i < body.length; i++) {
        turn.pause(interval);
        turn.writer().raw(body, i, 1);
      }
    };
  }

  static Misbehaviour truncated() {
    return turn -> {
      ServerAnswer answer = handled(turn);
      String text = answer.text().strip();
      if (!text.startsWith("{") && !text.startsWith("[")) {
        answer = SAMPLE;
        text = answer.text();
      }
      String half = text.substring(0, text.length() / 2);
      turn.writer().write(answer.withBody(half.getBytes(StandardCharsets.UTF_8)));
    };
  }

  static Misbehaviour wrongCharset(Charset charset) {
    return turn -> {
      ServerAnswer answer = handled(turn);
      byte[] encoded = answer.text().getBytes(charset);
      if (Arrays.equals(encoded, answer.body())) {
        answer = SAMPLE;
        encoded = answer.text().getBytes(charset);
      }
      String declared = answer.header("Content-Type", "application/json");
      int parameters = declared.indexOf(';');
      String type = parameters < 0 ? declared : declared.substring(0, parameters).strip();
      turn.writer()
          .write(answer.withOnlyHeader("Content-Type", type + "; charset=utf-8").withBody(encoded));
    };
  }

  static Misbehaviour gzip() {
    return turn -> {
      ServerAnswer answer = handled(turn);
      turn.writer()
          .write(answer.withOnlyHeader("Content-Encoding", "gzip").withBody(packed(answer.body())));
    };
  }

  private static ServerAnswer handled(Turn turn) {
    ServerAnswer answer = turn.handle();
    return answer.mayHaveBody() && answer.body().length > 1 ? answer : SAMPLE;
  }

  private static void writeHalf(AnswerWriter writer, ServerAnswer answer) throws IOException {
    byte[] body = answer.body();
    writer.writeHead(answer, body.length);
    if (writer.sendsBody()) {
      writer.raw(body, 0, body.length / 2);
    }
  }

  private static byte[] packed(byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }
}
