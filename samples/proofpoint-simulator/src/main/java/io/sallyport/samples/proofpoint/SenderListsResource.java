// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.samples.proofpoint.Behaviour.EmptyBesideFilled;
import io.sallyport.samples.proofpoint.Behaviour.EntryCase;
import io.sallyport.samples.proofpoint.Behaviour.EntryFormats;
import io.sallyport.samples.proofpoint.Behaviour.ListLimit;
import io.sallyport.samples.proofpoint.Behaviour.RequestLimit;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The four verbs on the sender lists of an organisation, a group or a user. */
final class SenderListsResource {
  private final Directory directory;
  private final Behaviour behaviour;
  private final Instant now;

  SenderListsResource(Directory directory, Behaviour behaviour, Instant now) {
    this.directory = directory;
    this.behaviour = behaviour;
    this.now = now;
  }

  Answer answer(Call call, Account caller, Route.Match match, Organisation organisation) {
    boolean write = !call.method().equals("GET");
    if (write && caller.readOnly()) {
      throw Refusal.of(Status.FORBIDDEN);
    }
    SenderLists lists = lists(match, organisation, write);
    if (!write) {
      JsonNode shown =
          Presentation.senderLists(
              lists.seen(now, behaviour.lag()), behaviour.chosen(Behaviour.EmptyList.class));
      return Answer.json(200, AnswerShape.of(shown, behaviour));
    }
    requireSize(call);
    requireDeclaredBody(call);
    SenderListsBody body = SenderListsBody.parse(delivered(call), behaviour);
    Runnable change =
        switch (call.method()) {
          case "POST" -> adding(body, lists);
          case "PATCH" -> replacing(body, lists);
          case "DELETE" -> removing(body, lists);
          default ->
              throw new IllegalStateException("No such method on this route: " + call.method());
        };
    lists.change(entryCase(), now, behaviour.lag(), change);
    return Answer.noContent();
  }

  private Runnable adding(SenderListsBody body, SenderLists lists) {
    requireEntries(body);
    body.requireFormat(behaviour.chosen(EntryFormats.class));
    body.requireDisjoint(behaviour.chosen(Behaviour.AddToBoth.class).status(), entryCase());
    return () -> {
      requireRoom(lists.lengthWith(body.entries()));
      boolean added =
          switch (behaviour.chosen(Behaviour.AddConflict.class)) {
            case ALL_OR_NOTHING -> lists.addAll(body.entries());
            case PARTIAL -> lists.addNew(body.entries());
          };
      if (!added) {
        throw Refusal.of(Status.CONFLICT);
      }
    };
  }

  private Runnable replacing(SenderListsBody body, SenderLists lists) {
    switch (behaviour.chosen(Behaviour.ReplaceWithEmpty.class)) {
      case CLEARS -> body.requireList();
      case REFUSED -> body.requireNoEmptyList();
    }
    body.requireFormat(behaviour.chosen(EntryFormats.class));
    Status intoBoth = behaviour.chosen(Behaviour.ReplaceIntoBoth.class).status();
    body.requireDisjoint(intoBoth, entryCase());
    SenderEntries entries = body.entries();
    requireRoom(Math.max(entries.allowOrNone().size(), entries.blockOrNone().size()));
    return () -> {
      if (!lists.replace(entries)) {
        throw SenderListsBody.onBothLists(intoBoth);
      }
    };
  }

  private Runnable removing(SenderListsBody body, SenderLists lists) {
    requireEntries(body);
    return () -> {
      if (!lists.remove(body.entries())) {
        throw Refusal.of(Status.NOT_FOUND);
      }
    };
  }

  private void requireEntries(SenderListsBody body) {
    switch (behaviour.chosen(EmptyBesideFilled.class)) {
      case TOLERATED -> body.requireEntries();
      case REFUSED -> body.requireNoEmptyList();
    }
  }

  private void requireRoom(int length) {
    behaviour
        .limit(ListLimit.class)
        .map(ListLimit::entries)
        .filter(limit -> length > limit)
        .ifPresent(
            limit -> {
              throw SenderListsBody.tooLong(limit);
            });
  }

  private EntryCase entryCase() {
    return behaviour.chosen(EntryCase.class);
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
                    behaviour.chosen(Behaviour.UnknownUser.class).status(),
                    "user",
                    "The user is not known to this organization."));
  }

  private void requireSize(Call call) {
    if (behaviour
        .limit(RequestLimit.class)
        .filter(limit -> call.body().length > limit.bytes())
        .isPresent()) {
      throw Refusal.of(Status.PAYLOAD_TOO_LARGE);
    }
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

  private byte[] delivered(Call call) {
    boolean stripped =
        call.method().equals("DELETE")
            && behaviour.chosen(Behaviour.DeleteBody.class) == Behaviour.DeleteBody.STRIPPED;
    return stripped ? new byte[0] : call.body();
  }
}
