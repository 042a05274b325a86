// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.command.CommandCall;
import io.sallyport.runtime.tree.JsonTree;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Calls that a playbook may make, right and wrong. */
final class FuzzCalls {

  static final String CONNECTION = "fuzzed";

  /** Each command with its inputs. */
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("Test Connection"),
          List.of("Get All Organization Domains"),
          List.of("Get Organization Sender Lists"),
          List.of("Get Group Sender Lists", "Group ID"),
          List.of("Add Organization Sender Lists", "Safe List Items", "Blocked List Items"),
          List.of("Add Group Sender Lists", "Group ID", "Safe List Items", "Blocked List Items"),
          List.of(
              "Delete Organization Sender Lists",
              "Safe List Items to Delete",
              "Blocked List Items to Delete"),
          List.of(
              "Delete Group Sender Lists",
              "Group ID",
              "Safe List Items to Delete",
              "Blocked List Items to Delete"));

  /** What anybody could ask for. */
  static CommandCall sound(Random random, Duration timeout) {
    List<String> command = COMMANDS.get(random.nextInt(COMMANDS.size()));
    Mapping.Builder input = Mapping.builder(Place.of("input"));
    for (String name : command.subList(1, command.size())) {
      // One that is on the vendor's lists, and one that is not; none is for both lists.
      List<Node> items =
          List.of(
              text(name.startsWith("Safe") ? "Partner@good.example" : "spam@bad.example"),
              text("new@" + name.replace(" ", "-") + ".example"));
      add(
          input,
          name,
          name.equals("Group ID")
              ? text("12345")
              : new Sequence(Place.of("input"), items.subList(random.nextInt(2), 2)));
    }
    return call(command.get(0), CONNECTION, input.build(), timeout);
  }

  /** What nobody should. */
  static CommandCall hostile(Random random, Duration timeout) {
    List<String> command = COMMANDS.get(random.nextInt(COMMANDS.size()));
    Mapping.Builder input = Mapping.builder(Place.of("input"));
    for (String name : command.subList(1, command.size())) {
      if (random.nextInt(8) > 0) {
        add(input, spelled(name, random), value(name, random));
      }
      if (random.nextInt(20) == 0) {
        add(input, spelled(name, random), value(name, random));
      }
    }
    if (random.nextInt(12) == 0) {
      add(input, FuzzText.any(random), value("", random));
    }
    String asked = random.nextInt(25) == 0 ? FuzzText.any(random) : spelled(command.get(0), random);
    String connection = random.nextInt(50) == 0 ? FuzzText.any(random) : CONNECTION;
    return call(asked, connection, input.build(), timeout);
  }

  private static CommandCall call(
      String command, String connection, Mapping input, Duration timeout) {
    return new CommandCall(
        Caller.operatingSystemUser(), command, connection, input, Optional.of(timeout));
  }

  private static void add(Mapping.Builder input, String name, Node value) {
    Optional<Mapping.Entry> unused = input.add(name, Place.of("input"), value);
  }

  private static String spelled(String name, Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> name.toLowerCase(Locale.ROOT).replace(' ', '_');
      case 1 -> name.toUpperCase(Locale.ROOT).replace(' ', '-');
      case 2 -> name.replace(" ", "");
      case 3 -> " " + name.replace(" ", "\u00a0\t") + "\u200b";
      case 4 -> fullWidth(name);
      case 5 -> random.nextInt(4) == 0 ? name + FuzzText.any(random) : name;
      default -> name;
    };
  }

  private static String fullWidth(String text) {
    StringBuilder wide = new StringBuilder();
    text.chars()
        .forEach(each -> wide.append((char) (each > ' ' && each < 0x7f ? each + 0xfee0 : each)));
    return wide.toString();
  }

  private static Node value(String name, Random random) {
    return name.equals("Group ID") ? group(random) : items(random);
  }

  private static Node group(Random random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> text(String.valueOf(random.nextInt(100_000)));
      case 2 -> text("9".repeat(1 + random.nextInt(2_000)));
      case 3 -> untyped(random.nextInt(100_000) + FuzzText.any(random));
      case 4 -> untyped(FuzzText.any(random));
      case 5 -> JsonTree.of(FuzzJson.any(random), "input");
      default -> text(FuzzText.any(random));
    };
  }

  private static Node items(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> JsonTree.of(FuzzJson.any(random), "input");
      case 1 -> JsonTree.of(FuzzJson.deep(random, random.nextInt(400)), "input");
      case 2 -> untyped(FuzzText.any(random));
      case 3 -> untyped(FuzzJson.any(random).toString());
      case 4 -> untyped("[".repeat(random.nextInt(3_000)));
      default -> {
        int most = random.nextInt(40) == 0 ? 1_200 : 4;
        List<Node> items = new ArrayList<>();
        for (int index = random.nextInt(most); index >= 0; index--) {
          items.add(
              random.nextInt(3) > 0
                  ? text("s" + random.nextInt(1_000) + "@good.example")
                  : random.nextInt(3) > 0
                      ? text(FuzzText.any(random))
                      : JsonTree.of(FuzzJson.any(random), "input"));
        }
        yield new Sequence(Place.of("input"), items);
      }
    };
  }

  private static Node text(String text) {
    return new Scalar(Place.of("input"), Scalar.Kind.TEXT, text);
  }

  private static Node untyped(String text) {
    return new Scalar(Place.of("-i"), Scalar.Kind.UNTYPED, text);
  }

  private FuzzCalls() {}
}
