// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import java.util.List;

/**
 * A mail before it has a form.
 *
 * @param subject without the product's name before it
 * @param title the first line
 * @param context what it is part of, shown beside the title; may be empty
 * @param lead the first sentence, which a phone shows before the mail is opened
 * @param footer the last line
 */
record Page(
    Mood mood,
    String subject,
    String title,
    String context,
    String lead,
    List<Block> blocks,
    String footer) {

  /** What every subject begins with, so that a person or a rule finds it. */
  static final String MARK = "[Sallyport] ";

  private static final int LONGEST_SUBJECT = 120;

  String subjectLine() {
    return MARK + HarmlessText.subject(subject, LONGEST_SUBJECT - MARK.length() - 1);
  }
}
