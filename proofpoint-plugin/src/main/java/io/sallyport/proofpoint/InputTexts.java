// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

/** What several inputs say of themselves. */
final class InputTexts {

  private static final String KINDS =
      " Each is an e-mail address, a domain, an IP address or a network up to /24; * stands for"
          + " any part.";

  static final String DIGITS = "[0-9]+";

  static final String GROUP_NUMBER =
      "the group's number, digits only, as in the address of the group's page in the console";

  static final String GROUP_ID =
      "The number of the group. In the Proofpoint Essentials console, open the group under User"
          + " Management > Groups: the number stands in the address of its page.";

  static final String SAFE_TO_ADD =
      "Senders to let through."
          + KINDS
          + " An item that is on one of the two lists already is refused. Give at least one item"
          + " for one of the lists.";

  static final String BLOCKED_TO_ADD =
      "Senders to stop."
          + KINDS
          + " An item that is on one of the two lists already is refused. Give at least one item"
          + " for one of the lists.";

  static final String SAFE_TO_DELETE =
      "Senders to take off the safe list. Items that are not on it are skipped; when none of all"
          + " items is on its list, the command fails. Give at least one item for one of the lists.";

  static final String BLOCKED_TO_DELETE =
      "Senders to take off the blocked list. Items that are not on it are skipped; when none of all"
          + " items is on its list, the command fails. Give at least one item for one of the lists.";

  static final String ITEMS = "[\"partner@good.example\", \"*@trusted.example\", \"192.0.2.10\"]";

  private InputTexts() {}
}
