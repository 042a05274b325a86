// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import io.sallyport.plugin.Command;
import io.sallyport.plugin.Effect;
import io.sallyport.plugin.Host;
import io.sallyport.plugin.Integration;
import io.sallyport.plugin.IntegrationInfo;
import io.sallyport.plugin.Param;
import io.sallyport.plugin.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Proofpoint Essentials: what a connection needs and what it can be told to do. */
public final class ProofpointEssentials
    implements Integration<ProofpointEssentials.Connection, ProofpointClient> {

  /** The product's answer to an Add or a Delete without items. */
  private static final String NOTHING_GIVEN =
      "Unprocessable Entity: allow_list - The allow list field is required., block_list - The block"
          + " list field is required.";

  /** The parameters of a connection. */
  record Connection(
      @Param(
              name = "Server URL",
              description =
                  "The address of the Proofpoint Essentials stack on which the organization lives:"
                      + " the host alone, or followed by /api or by /api and the API Version.",
              example = "https://us1.proofpointessentials.com")
          URI serverUrl,
      @Param(
              name = "User Name",
              description =
                  "The e-mail address with which the account signs in. What follows its @ is the"
                      + " domain of the organization to work on, unless Organization Domain names"
                      + " another. The account must be an Organization Admin or a Channel Admin.",
              example = "sallyport@acme.example")
          String userName,
      @Param(name = "Password", description = "The account's password.") Secret password,
      @Param(
              name = "API Version",
              description = "The version of the vendor's interface.",
              defaultValue = "v1",
              example = "v1",
              pattern = "v[0-9]+",
              expected = "the letter v and a number, such as v1")
          String apiVersion,
      @Param(
              name = "Organization Domain",
              description =
                  "A domain of the organization to work on, best its primary one. Needed when the"
                      + " account's own address is in another organization's domain, as a Channel"
                      + " Admin's is.",
              example = "acme.example",
              pattern = DOMAIN,
              expected = "a domain, such as acme.example")
          Optional<String> organizationDomain) {

    private static final String DOMAIN = "[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*";
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s\\p{Cntrl}]+@(" + DOMAIN + ")");

    /**
     * Checks the parameters against each other.
     *
     * @throws io.sallyport.plugin.InvalidInputException when there is no domain to work on, or no
     *     address of an interface
     */
    Connection {
      Violations violations = new Violations();
      ServerUrl.check(serverUrl, apiVersion, violations);
      if (userName.isBlank() || userName.chars().anyMatch(Character::isISOControl)) {
        violations.add("User Name", "be the e-mail address of an account");
      } else if (organizationDomain.isEmpty() && !ADDRESS.matcher(userName).matches()) {
        violations.add(
            "User Name",
            "be an e-mail address with one @ and a domain, or Organization Domain must be given");
      }
      violations.throwIfAny();
    }

    /** The domain by which requests name the organization. */
    String domain() {
      return organizationDomain.orElseGet(
          () -> {
            Matcher address = ADDRESS.matcher(userName);
            if (!address.matches()) {
              throw new IllegalStateException("checked by the constructor");
            }
            return address.group(1);
          });
    }
  }

  @Override
  public IntegrationInfo info() {
    return IntegrationInfo.of("proofpoint-essentials", "Proofpoint Essentials")
        .withCategory("Email Security")
        .withOverview(
            "Proofpoint Essentials filters the mail of an organization and keeps spam, malware and"
                + " fraud away from its people. This integration reads and changes the lists of"
                + " senders that are always let through (safe) or always stopped (blocked), for the"
                + " whole organization or for one of its groups, and reads the organization's"
                + " domains.")
        .withSetupStep("Sign in to the Proofpoint Essentials console as an administrator.")
        .withSetupStep("Open User Management > Users and add a user for Sallyport alone.")
        .withSetupStep(
            "Give this user the role Organization Admin and leave Read-Only User unchecked.")
        .withSetupStep(
            "Let the user sign in once, set its password, and note when the password expires.")
        .withPermission("*", "Role Organization Admin or Channel Admin.")
        .withPermission("Add Group Sender Lists", "Read-Only User is unchecked.")
        .withPermission("Add Organization Sender Lists", "Read-Only User is unchecked.")
        .withPermission("Delete Group Sender Lists", "Read-Only User is unchecked.")
        .withPermission("Delete Organization Sender Lists", "Read-Only User is unchecked.")
        .withLimitation(
            "Add and Delete are not atomic: they read the lists, then send up to 500 items a"
                + " request. Each item says what became of it.")
        .withLimitation(
            "The product has no call that lists groups; a group's number is read off the console.")
        .withLimitation("The product refuses networks larger than /24; write 10.20.*.* instead.")
        .withNote("Upper and lower case count as the same when items are compared with the lists.")
        .withNote(
            "The vendor describes the interface at <server>/api/v1/docs/index.php, where <server>"
                + " is the host of the Server URL.");
  }

  @Override
  public Class<Connection> connectionType() {
    return Connection.class;
  }

  @Override
  public ProofpointClient connect(Connection connection, Host host) {
    return new ProofpointClient(
        host.http(ServerUrl.base(connection.serverUrl(), connection.apiVersion()))
            .withHeader("X-User", connection.userName())
            .withHeader("X-Password", connection.password()),
        connection.domain());
  }

  @Override
  public List<Command<ProofpointClient, ?>> commands() {
    return List.of(
        Command.of(
                Effect.WRITE,
                "Add Group Sender Lists",
                "Puts senders on the safe list or the blocked list of a group.",
                AddGroupSenderLists.Input.class,
                AddGroupSenderLists::run)
            .withErrorSample(422, NOTHING_GIVEN)
            .withKeyField("GroupID", "The group's number.")
            .withKeyField("SafeListItems", "What was put on the safe list.")
            .withKeyField("BlockedListItems", "What was put on the blocked list."),
        Command.of(
                Effect.WRITE,
                "Add Organization Sender Lists",
                "Puts senders on the safe list or the blocked list of the organization.",
                AddOrganizationSenderLists.Input.class,
                AddOrganizationSenderLists::run)
            .withErrorSample(422, NOTHING_GIVEN)
            .withKeyField("SafeListItems", "What was put on the safe list.")
            .withKeyField("BlockedListItems", "What was put on the blocked list."),
        Command.of(
                Effect.DESTRUCTIVE,
                "Delete Group Sender Lists",
                "Takes senders off the safe list or the blocked list of a group.",
                DeleteGroupSenderLists.Input.class,
                DeleteGroupSenderLists::run)
            .withErrorSample(422, NOTHING_GIVEN)
            .withKeyField("GroupID", "The group's number.")
            .withKeyField("SafeListItems", "What was taken off the safe list.")
            .withKeyField("BlockedListItems", "What was taken off the blocked list."),
        Command.of(
                Effect.DESTRUCTIVE,
                "Delete Organization Sender Lists",
                "Takes senders off the safe list or the blocked list of the organization.",
                DeleteOrganizationSenderLists.Input.class,
                DeleteOrganizationSenderLists::run)
            .withErrorSample(422, NOTHING_GIVEN)
            .withKeyField("SafeListItems", "What was taken off the safe list.")
            .withKeyField("BlockedListItems", "What was taken off the blocked list."),
        Command.of(
                Effect.READ,
                "Get All Organization Domains",
                "Reads the domains of the organization.",
                GetAllOrganizationDomains::run)
            .withKeyField("DomainNames", "The names of all its domains."),
        Command.of(
                Effect.READ,
                "Get Group Sender Lists",
                "Reads the safe list and the blocked list of a group.",
                GetGroupSenderLists.Input.class,
                GetGroupSenderLists::run)
            .withErrorSample(400, "The value for parameter (Group ID) is invalid.")
            .withKeyField("GroupID", "The group's number.")
            .withKeyField("SafeListItems", "All items of the safe list.")
            .withKeyField("BlockedListItems", "All items of the blocked list."),
        Command.of(
                Effect.READ,
                "Get Organization Sender Lists",
                "Reads the safe list and the blocked list of the organization.",
                GetOrganizationSenderLists::run)
            .withKeyField("SafeListItems", "All items of the safe list.")
            .withKeyField("BlockedListItems", "All items of the blocked list."));
  }
}
