// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import java.util.List;

/** A piece of a mail, which has a form as text and one as HTML. Its words need not be harmless. */
sealed interface Block {

  record Heading(String text) implements Block {}

  record Paragraph(String text) implements Block {}

  /** Lines that are quoted word for word, each on a line of its own. */
  record Quote(List<String> lines) implements Block {}

  record Points(List<String> points) implements Block {}

  /** What a program has written: each on a line of its own, in letters of one width. */
  record Lines(List<String> lines) implements Block {}

  record Facts(List<Fact> facts) implements Block {}

  record Fact(String name, String value) {}
}
