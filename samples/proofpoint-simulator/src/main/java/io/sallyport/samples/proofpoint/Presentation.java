// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.samples.proofpoint.Behaviour.EmptyList;
import java.util.List;

/** The directory's objects in the vendor's JSON. */
final class Presentation {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Presentation() {}

  static ObjectNode account(Account account, Directory directory) {
    ObjectNode node =
        JSON.objectNode()
            .put("user_id", account.id())
            .put("firstname", account.firstName())
            .put("surname", account.surname())
            .put("primary_email", account.email())
            .put("type", account.type().wireName())
            .put("is_admin", account.type().isAdministrator())
            .put("is_partner_admin", account.type().isPartner())
            .put("entity_id", account.eid());
    directory
        .organisation(account.eid())
        .ifPresent(
            organisation ->
                node.put("entity_primary_domain", organisation.primaryDomain())
                    .put("entity_type", organisation.type().wireName()));
    return node.put("read_only_user", account.readOnly());
  }

  static ObjectNode organisation(
      Organisation organisation, SenderEntries lists, Directory directory) {
    List<Account> accounts = directory.accountsOf(organisation);
    ObjectNode node =
        JSON.objectNode()
            .put("primary_domain", organisation.primaryDomain())
            .put("name", organisation.name())
            .put("is_active", true)
            .put("type", organisation.type().wireName())
            .put("eid", organisation.eid())
            .put("user_licenses", 100)
            .put("active_users", accounts.size());
    node.set(
        "organization_hierarchy",
        texts(
            directory.lineage(organisation).stream()
                .map(one -> one.eid() + " : '" + one.name() + "'")
                .toList()));
    node.set("domains", domains(organisation.domains()));
    accounts.stream()
        .filter(account -> account.type().isAdministrator())
        .findFirst()
        .ifPresent(account -> node.set("admin_user", user(account)));
    node.set("safe_list_senders", texts(lists.allowOrNone()));
    node.set("block_list_senders", texts(lists.blockOrNone()));
    return node;
  }

  static ObjectNode domain(Domain domain) {
    ObjectNode node =
        JSON.objectNode()
            .put("name", domain.name())
            .put("is_active", domain.active())
            .put("is_relay", domain.relay())
            .put("destination", domain.destination());
    node.set("failovers", texts(domain.failovers()));
    return node;
  }

  static ArrayNode domains(List<Domain> domains) {
    ArrayNode array = JSON.arrayNode();
    domains.forEach(domain -> array.add(domain(domain)));
    return array;
  }

  static ObjectNode senderLists(SenderEntries lists, EmptyList empty) {
    ObjectNode node = JSON.objectNode();
    put(node, "allow_list", lists.allowOrNone(), empty);
    put(node, "block_list", lists.blockOrNone(), empty);
    return node;
  }

  static ArrayNode texts(List<String> texts) {
    ArrayNode array = JSON.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  static ObjectNode envelope(String name, JsonNode content) {
    return JSON.objectNode().set(name, content);
  }

  static ObjectNode entry(JournalEntry entry) {
    return JSON.objectNode()
        .put("method", entry.method())
        .put("path", entry.path())
        .put("status", entry.status())
        .put("user", entry.user())
        .put("body", entry.body())
        .put("tookMillis", entry.took().toNanos() / 1e6)
        .put("fault", entry.fault());
  }

  private static void put(ObjectNode node, String name, List<String> list, EmptyList empty) {
    if (!list.isEmpty() || empty == EmptyList.ARRAY) {
      node.set(name, texts(list));
    } else if (empty == EmptyList.NULL) {
      node.putNull(name);
    }
  }

  private static ObjectNode user(Account account) {
    return JSON.objectNode()
        .put("uid", account.id())
        .put("primary_email", account.email())
        .put("is_active", true)
        .put("type", account.type().wireName())
        .put("firstname", account.firstName())
        .put("surname", account.surname())
        .put("read_only_user", account.readOnly());
  }
}
