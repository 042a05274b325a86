// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET\n\n",
        "GET /\n\n",
        "GET  / HTTP/1.1\n\n",
        "GET / HTTP/1.1 x\n\n",
        "G(T / HTTP/1.1\n\n",
        "GET / http/1.1\n\n",
        "GET / HTTP/1.1\nno colon\n\n",
        "GET / HTTP/1.1\nName : value\n\n",
        "GET / HTTP/1.1\na: b\n folded\n\n",
        "GET / HTTP/1.1\na: b\u0000\n\n",
        "GET / HTTP/1.1\na: b\rc\n\n",
        "POST / HTTP/1.1\nContent-Length: -1\n\n",
        "POST / HTTP/1.1\nContent-Length: 1, 1\n\n1",
        "POST / HTTP/1.1\nContent-Length: 1\nContent-Length: 2\n\n12",
        "POST / HTTP/1.1\nContent-Length: 1\nTransfer-Encoding: chunked\n\n",
        "POST / HTTP/1.1\nTransfer-Encoding: chunked\n\nx\n",
        "POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n1\nab\n0\n\n",
        "\u0016\u0003\u0001"
      })
  void refusesWhatIsNoRequest(String request) {
    assertThat(statusOf(request)).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "'GET / HTTP/2.0\n\n', 505",
    "'POST / HTTP/1.1\nTransfer-Encoding: gzip\n\n', 501",
    "'POST / HTTP/1.1\nContent-Length: 999999999\n\n', 413",
    "'POST / HTTP/1.1\nTransfer-Encoding: chunked\n\nffffffff\n', 413"
  })
  void saysWhatItDoesNotSpeak(String request, int status) {
    assertThat(statusOf(request)).isEqualTo(status);
  }

  @Test
  void refusesAHeadThatIsTooLong() {
    assertThat(statusOf("GET / HTTP/1.1\n" + "a: b\n".repeat(4000))).isEqualTo(431);
    assertThat(statusOf("GET /" + "a".repeat(20_000))).isEqualTo(431);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET",
        "GET / HTTP/1.1\n",
        "POST / HTTP/1.1\nContent-Length: 3\n\n12",
        "POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n3\nab",
        "POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n3\nabc\n0\n"
      })
  void noticesAClientThatLeavesHalfway(String request) {
    assertThat(catchThrowableOfType(EOFException.class, () -> read(request)))
        .hasMessageContaining("The client left in the middle of a");
  }

  @Test
  void findsNothingWhereAClientHasSaidGoodbye() throws Exception {
    assertThat(reader("").readHead()).isEmpty();
    assertThat(reader("\r\n").readHead()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, '', true",
    "HTTP/1.1, keep-alive, true",
    "HTTP/1.1, 'x, Close', false",
    "HTTP/1.0, '', false",
    "HTTP/1.0, Keep-Alive, true"
  })
  void knowsWhetherTheClientWantsToGoOn(String version, String connection, boolean goesOn)
      throws Exception {
    RequestHead head =
        reader("GET / " + version + "\nConnection: " + connection + "\n\n")
            .readHead()
            .orElseThrow();

    assertThat(head.keepsAlive()).isEqualTo(goesOn);
  }

  private static int statusOf(String request) {
    return catchThrowableOfType(RefusedRequest.class, () -> read(request)).status();
  }

  private static void read(String request) throws IOException, RefusedRequest {
    RequestReader reader = reader(request);
    byte[] body = reader.readBody(reader.readHead().orElseThrow());
    assertThat(body).as("not refused").isNull();
  }

  private static RequestReader reader(String text) {
    return new RequestReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
