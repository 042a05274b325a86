// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

/** Text for a page: never markup, whatever it holds. */
final class HtmlText {

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default ->
                    escaped.append(
                        TerminalText.isSafe(point)
                            ? Character.toString(point)
                            : TerminalText.visible(point));
              }
            });
    return escaped.toString();
  }

  private HtmlText() {}
}
