// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What each fault of the wire or the product makes of each kind of command: what the documentation
 * promises, as data.
 */
final class FaultTable {

  /**
   * {@code ok} is Successful; {@code ok warned} too, with a warning that it took a second look.
   * Otherwise the command is Failed: with this status, {@code sent}, and for each item this code.
   * Without a code, no item is told of: nothing of them was tried.
   */
  private static final String ROWS =
      """
      fault              | test or read  | write, all requests fail | write, only it fails     | says                         | at most
      none               | ok            | ok                       | ok                       |                              | 2s

      status 401         | 401 yes       | 401 no                   | 401 yes rejected         | Unauthorized                 | 2s
      status 403         | 403 yes       | 403 yes rejected         | 403 yes rejected         | Forbidden                    | 2s
      status 404         | 404 yes       | 404 yes rejected         | 404 yes rejected         | Not Found                    | 2s
      status 409         | 409 yes       | 409 yes rejected         | 409 yes rejected         | Conflict                     | 2s
      status 422         | 422 yes       | 422 yes rejected         | 422 yes rejected         | Unprocessable                | 2s
      throttle 1         | 429 yes       | 429 no                   | 429 yes rejected         | Too Many Requests            | 4s
      throttle missing   | 429 yes       | 429 no                   | 429 yes rejected         | Too Many Requests            | 4s
      throttle huge      | 429 yes       | 429 no                   | 429 yes rejected         | Too Many Requests            | 2s
      status 500         | 500 yes       | 500 no                   | 500 yes unknown          | Internal Server Error        | 2s
      bad-gateway        | 502 yes       | 502 no                   | 502 yes unknown          | Bad Gateway                  | 3s

      html               | 502 yes       | 502 yes unknown          | 502 yes unknown          | Bad Gateway                  | 2s
      empty              | 502 yes       | 502 yes unknown          | 502 yes unknown          | Bad Gateway                  | 2s
      truncated          | 502 yes       | 502 yes unknown          | ok                       | Bad Gateway                  | 2s
      gzip-bomb 8MB      | 502 yes       | 502 no                   | 502 yes unknown          | when unpacked                | 3s
      huge               | 502 yes       | 502 no                   | 502 yes unknown          | larger than                  | 3s
      endless 50ms       | 504 yes       | 504 no                   | 504 yes unknown          | was not complete after       | 4s
      redirect SINK      | 502 yes       | 502 no                   | 502 yes unknown          | never followed               | 2s

      silent             | 504 unknown   | 504 no                   | 504 unknown unknown      | did not answer within        | 4s
      no-read            | 504 unknown   | 504 no                   | 504 unknown unknown      | did not answer within        | 4s
      delay 20s          | 504 unknown   | 504 no                   | 504 unknown unknown      | did not answer within        | 4s
      stall              | 504 yes       | 504 no                   | 504 yes unknown          | was not complete after       | 4s
      drip               | 504 yes       | 504 no                   | 504 yes unknown          | was not complete after       | 4s

      reset-before       | 502 unknown   | 502 no                   | 504 unknown unknown      | closed the connection        | 3s
      reset-after        | 502 unknown   | 502 no                   | ok warned                | closed the connection        | 3s
      close              | 502 unknown   | 502 no                   | 504 unknown unknown      | closed the connection        | 3s
      not-http           | 502 unknown   | 502 no                   | 504 unknown unknown      | cannot be read as HTTP       | 2s
      cut                | 502 yes       | 502 no                   | ok warned                | lost before the answer       | 3s

      refused            | 503 no        | 503 no                   |                          | refuses the connection       | 3s
      tls TRUSTED        | ok            | ok                       |                          |                              | 2s
      tls UNTRUSTED      | 503 no        | 503 no                   |                          | not trusted                  | 2s
      tls EXPIRED        | 503 no        | 503 no                   |                          | expired                      | 2s
      tls WRONG_HOST     | 503 no        | 503 no                   |                          | not for the name             | 2s
      tls OLD_PROTOCOL   | 503 no        | 503 no                   |                          | TLS                          | 2s
      tls PLAIN          | 503 no        | 503 no                   |                          | does not speak TLS           | 2s
      tls RESET_HANDSHAKE | 503 no       | 503 no                   |                          | TLS                          | 3s
      tls SILENT_HANDSHAKE | 504 no      | 504 no                   |                          | TLS handshake                | 3s
      """;

  /**
   * One fault.
   *
   * @param alone what a write makes of it when the reads before and after succeed; empty where the
   *     fault is one of the connection as such
   * @param says a part of the message of every failure
   */
  record Row(
      String fault,
      Expected reading,
      Expected writing,
      Optional<Expected> alone,
      String says,
      Duration atMost) {

    private static Row parse(String line) {
      List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
      return new Row(
          cells.get(0),
          Expected.parse(cells.get(1)),
          Expected.parse(cells.get(2)),
          Optional.of(cells.get(3)).filter(each -> !each.isEmpty()).map(Expected::parse),
          cells.get(4),
          Duration.parse("PT" + cells.get(5).toUpperCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
      return fault;
    }
  }

  /**
   * What a report says.
   *
   * @param status 0 for Successful
   * @param code of each item; empty for no items
   */
  record Expected(int status, String sent, String code, boolean warned) {

    private static Expected parse(String cell) {
      List<String> words = List.of(cell.split(" "));
      if (words.get(0).equals("ok")) {
        return new Expected(0, "", "", words.contains("warned"));
      }
      return new Expected(
          Integer.parseInt(words.get(0)),
          words.get(1).toUpperCase(Locale.ROOT),
          words.size() > 2 ? words.get(2) : "",
          false);
    }

    boolean isSuccessful() {
      return status == 0;
    }
  }

  static List<Row> rows() {
    return ROWS.lines().skip(1).filter(line -> !line.isBlank()).map(Row::parse).toList();
  }

  private FaultTable() {}
}
