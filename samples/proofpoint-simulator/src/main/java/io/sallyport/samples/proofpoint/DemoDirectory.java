// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.util.List;

/** The made-up customers and users of {@link Directory#demo()}; only reserved names. */
final class DemoDirectory {
  static final String PASSWORD = "Simulator-Passw0rd";

  private static final int CHANNEL = 1000;
  private static final int EXAMPLE_COM = 2002;
  private static final int EXAMPLE_ORG = 2003;

  private DemoDirectory() {}

  static Directory create() {
    Directory directory = new Directory();
    addOrganisations(directory);
    addAccounts(directory);
    // The samples add partner@good.example and *@trusted.example to the organisation's safe list:
    // neither may be in one of its lists here.
    directory
        .senderLists("example.com")
        .set(
            List.of("partner@example.org", "*@supplier.example", "192.0.2.10"),
            List.of("*@spam.example", "198.51.100.*"));
    directory
        .groupSenderLists("example.com", "12345")
        .set(
            List.of("*@trusted.example", "invoices@example.org"),
            List.of("*@*.payments.example", "203.0.113.*"));
    directory
        .groupSenderLists("example.com", "67890")
        .set(List.of("alerts@monitoring.example", "192.0.2.128/25"), List.of("*@survey.example"));
    directory
        .userSenderLists("example.com", "user@example.com")
        .set(List.of("friend@example.net"), List.of("198.51.100.7"));
    directory
        .senderLists("example.org")
        .set(List.of("partner@example.com"), List.of("*@spam.example"));
    return directory;
  }

  private static void addOrganisations(Directory directory) {
    directory.add(
        new Organisation(
            CHANNEL,
            "Channel Partner",
            OrganisationType.CHANNEL,
            null,
            List.of(Domain.idle("channel.example")),
            List.of()));
    directory.add(
        new Organisation(
            EXAMPLE_COM,
            "Example Company",
            OrganisationType.ORGANIZATION,
            CHANNEL,
            List.of(
                Domain.relaying("example.com", "mail.example.com", "192.0.2.20"),
                Domain.idle("example.net")),
            List.of(new Group("12345", "Finance"), new Group("67890", "Helpdesk"))));
    directory.add(
        new Organisation(
            EXAMPLE_ORG,
            "Example Foundation",
            OrganisationType.ORGANIZATION,
            CHANNEL,
            List.of(Domain.relaying("example.org", "mail.example.org")),
            List.of(new Group("24680", "Board"))));
  }

  private static void addAccounts(Directory directory) {
    directory
        .add(account(1001, "Ada", "admin@example.com", AccountType.ORGANIZATION_ADMIN, EXAMPLE_COM))
        .add(
            new Account(
                1002,
                "Audrey",
                "Sample",
                "auditor@example.com",
                PASSWORD,
                AccountType.ORGANIZATION_ADMIN,
                true,
                EXAMPLE_COM))
        .add(account(1003, "Uma", "user@example.com", AccountType.END_USER, EXAMPLE_COM))
        .add(
            account(
                1004, "Oscar", "admin@example.org", AccountType.ORGANIZATION_ADMIN, EXAMPLE_ORG))
        .add(account(1005, "Charlie", "admin@channel.example", AccountType.CHANNEL_ADMIN, CHANNEL));
  }

  private static Account account(
      int id, String firstName, String email, AccountType type, int eid) {
    return new Account(id, firstName, "Sample", email, PASSWORD, type, false, eid);
  }
}
