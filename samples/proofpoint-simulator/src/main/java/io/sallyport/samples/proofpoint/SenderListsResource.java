// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Optional;

/** The four verbs on the sender lists of an organisation, a group or a user. */
final class SenderListsResource {
  private final Directory directory;
  private final Behaviour behaviour;

  SenderListsResource(Directory directory, Behaviour behaviour) {
    this.directory = directory;
    this.behaviour = behaviour;
  }

  Answer answer(Call call, Account caller, Route.Match match, Organisation organisation) {
    boolean write = !call.method().equals("GET");
    if (write && caller.readOnly()) {
      throw Refusal.of(Status.FORBIDDEN);
    }
    SenderLists lists = lists(match, organisation, write);
    if (!write) {
      return Answer.json(200, Presentation.senderLists(lists.snapshot()));
    }
    requireDeclaredBody(call);
    SenderListsBody body = SenderListsBody.parse(delivered(call), behaviour);
    switch (call.method()) {
      case "POST" -> add(body, lists);
      case "PATCH" -> replace(body, lists);
      case "DELETE" -> remove(body, lists);
      default -> throw new IllegalStateException("No such method on this route: " + call.method());
    }
    return Answer.noContent();
  }

  private void add(SenderListsBody body, SenderLists lists) {
    body.requireEntries();
    body.requireFormat();
    body.requireDisjoint(behaviour.chosen(Behaviour.AddToBoth.class).status());
    boolean added =
        switch (behaviour.chosen(Behaviour.AddConflict.class)) {
          case ALL_OR_NOTHING -> lists.addAll(body.entries());
          case PARTIAL -> lists.addNew(body.entries());
        };
    if (!added) {
      throw Refusal.of(Status.CONFLICT);
    }
  }

  private void replace(SenderListsBody body, SenderLists lists) {
    switch (behaviour.chosen(Behaviour.ReplaceWithEmpty.class)) {
      case CLEARS -> body.requireList();
      case REFUSED -> body.requireNoEmptyList();
    }
    body.requireFormat();
    Status intoBoth = behaviour.chosen(Behaviour.ReplaceIntoBoth.class).status();
    body.requireDisjoint(intoBoth);
    if (!lists.replace(body.entries())) {
      throw SenderListsBody.onBothLists(intoBoth);
    }
  }

  private static void remove(SenderListsBody body, SenderLists lists) {
    body.requireEntries();
    if (!lists.remove(body.entries())) {
      throw Refusal.of(Status.NOT_FOUND);
    }
  }

  private SenderLists lists(Route.Match match, Organisation organisation, boolean write) {
    String domain = organisation.primaryDomain();
    if (match.route() == Route.GROUP_SENDER_LISTS) {
      Group group = group(match.parameter("group"), organisation, write);
      return directory.groupSenderLists(domain, group.id());
    }
    if (match.route() == Route.USER_SENDER_LISTS) {
      Account user = user(match.parameter("user"), organisation);
      return directory.userSenderLists(domain, user.email());
    }
    return directory.senderLists(domain);
  }

  private Group group(String identifier, Organisation organisation, boolean write) {
    boolean byName =
        !write
            || behaviour.chosen(Behaviour.GroupNames.class) == Behaviour.GroupNames.READ_AND_WRITE;
    Optional<Group> byId =
        organisation.groups().stream().filter(group -> group.id().equals(identifier)).findFirst();
    return byId.or(
            () ->
                organisation.groups().stream()
                    .filter(group -> byName && group.name().equalsIgnoreCase(identifier))
                    .findFirst())
        .orElseThrow(
            () ->
                Refusal.of(
                    behaviour.chosen(Behaviour.UnknownGroup.class).status(),
                    "group",
                    "The group is not known to this organization."));
  }

  private Account user(String email, Organisation organisation) {
    return directory
        .account(email)
        .filter(account -> account.eid() == organisation.eid())
        .orElseThrow(
            () ->
                Refusal.of(
                    Status.BAD_REQUEST, "user", "The user is not known to this organization."));
  }

  private void requireDeclaredBody(Call call) {
    if (behaviour.chosen(Behaviour.UndeclaredBody.class) == Behaviour.UndeclaredBody.TOLERATED) {
      return;
    }
    String declared = call.contentType() == null ? "" : call.contentType();
    if (!declared.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw Refusal.of(Status.UNSUPPORTED_MEDIA_TYPE);
    }
  }

  private Buffer delivered(Call call) {
    boolean stripped =
        call.method().equals("DELETE")
            && behaviour.chosen(Behaviour.DeleteBody.class) == Behaviour.DeleteBody.STRIPPED;
    return stripped ? Buffer.buffer() : call.body();
  }
}
