// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Secret;
import io.sallyport.testkit.FakeHost;
import io.sallyport.testkit.FakeHost.Answer;
import io.sallyport.testkit.FakeInvocation;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The organization of every test, and how its answers and runs are written down. */
final class Acme {

  static final String LISTS = "/orgs/acme.example/sender-lists";
  static final String GROUP_LISTS = "/orgs/acme.example/groups/12345/sender-lists";

  static final String REQUIRED =
      "Unprocessable Entity: allow_list - The allow list field is required.,"
          + " block_list - The block list field is required.";

  static ProofpointEssentials.Connection connection(String serverUrl) {
    return new ProofpointEssentials.Connection(
        URI.create(serverUrl),
        "admin@acme.example",
        Secret.of("open sesame"),
        "v1",
        Optional.empty());
  }

  static ProofpointClient client(FakeHost host) {
    return new ProofpointEssentials().connect(connection("https://us1.example"), host);
  }

  /** Lists as the product answers, from items separated by blanks. */
  static Answer lists(String safe, String blocked) {
    return Answer.json(
        200, "{\"allow_list\":" + array(safe) + ",\"block_list\":" + array(blocked) + "}");
  }

  /** An error as the product words it. */
  static Answer error(int status, String message) {
    return Answer.json(status, "{\"errors\":[{\"error_message\":\"" + message + "\"}]}");
  }

  static Optional<List<String>> items(String... items) {
    return Optional.of(List.of(items));
  }

  static Optional<List<String>> numbered(int count) {
    return Optional.of(
        IntStream.rangeClosed(1, count).mapToObj(number -> "s" + number + "@x.example").toList());
  }

  static CommandResult add(
      FakeHost host,
      FakeInvocation run,
      Optional<List<String>> safe,
      Optional<List<String>> blocked) {
    return AddOrganizationSenderLists.run(
        new AddOrganizationSenderLists.Input(safe, blocked), client(host), run);
  }

  static CommandResult delete(
      FakeHost host,
      FakeInvocation run,
      Optional<List<String>> safe,
      Optional<List<String>> blocked) {
    return DeleteOrganizationSenderLists.run(
        new DeleteOrganizationSenderLists.Input(safe, blocked), client(host), run);
  }

  static CommandException failureOf(ThrowingCallable call) {
    return Assertions.catchThrowableOfType(CommandException.class, call);
  }

  /** Such as {@code a@x.example: refused already-there 409 already on the safe list}. */
  static List<String> account(FakeInvocation run) {
    return run.items().stream()
        .map(
            item ->
                item.item()
                    + ": "
                    + item.outcome().name().toLowerCase(Locale.ROOT)
                    + " "
                    + item.code()
                    + (item.status().isPresent() ? " " + item.status().getAsInt() : "")
                    + item.message().map(message -> " " + message).orElse(""))
        .toList();
  }

  static long count(FakeInvocation run, Item.Outcome outcome, String code) {
    return run.items().stream()
        .filter(item -> item.outcome() == outcome && item.code().equals(code))
        .count();
  }

  /** Each request with its body, such as {@code POST /x {"allow_list":["a"]}}. */
  static List<String> sent(FakeHost host) {
    return host.requests().stream()
        .map(request -> request + request.body().map(body -> " " + body).orElse(""))
        .toList();
  }

  private static String array(String items) {
    return Arrays.stream(items.split(" "))
        .filter(item -> !item.isEmpty())
        .map(item -> "\"" + item + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private Acme() {}
}
