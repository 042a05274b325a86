// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.RequestReport;
import io.sallyport.samples.proofpoint.JournalEntry;
import io.sallyport.samples.proofpoint.ProofpointSimulator;
import io.sallyport.samples.proofpoint.SenderLists;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The four commands that change something. */
enum Write {
  ADD_GROUP("Add Group Sender Lists", "POST", true),
  ADD_ORGANIZATION("Add Organization Sender Lists", "POST", false),
  DELETE_GROUP("Delete Group Sender Lists", "DELETE", true),
  DELETE_ORGANIZATION("Delete Organization Sender Lists", "DELETE", false);

  private static final String DOMAIN = "example.com";
  private static final String GROUP = "12345";

  private final String command;
  private final String method;
  private final boolean ofGroup;

  Write(String command, String method, boolean ofGroup) {
    this.command = command;
    this.method = method;
    this.ofGroup = ofGroup;
  }

  String command() {
    return command;
  }

  /** The method of its request. */
  String method() {
    return method;
  }

  boolean adds() {
    return method.equals("POST");
  }

  /** What the command is called with. */
  Map<String, Object> input(List<String> safe, List<String> blocked) {
    String suffix = adds() ? "" : " to Delete";
    Map<String, Object> input = new HashMap<>();
    input.put("Safe List Items" + suffix, safe);
    input.put("Blocked List Items" + suffix, blocked);
    if (ofGroup) {
      input.put("Group ID", GROUP);
    }
    return input;
  }

  /** The lists that it changes. */
  SenderLists lists(ProofpointSimulator simulator) {
    return ofGroup
        ? simulator.directory().groupSenderLists(DOMAIN, GROUP)
        : simulator.directory().senderLists(DOMAIN);
  }

  /** Makes the lists such that each of these items is still to be changed. */
  void prepare(ProofpointSimulator simulator, List<String> safe, List<String> blocked) {
    if (adds()) {
      lists(simulator).set(List.of(), List.of());
    } else {
      lists(simulator).set(safe, blocked);
    }
  }

  /** Whether an item of an input is as the command wants it. */
  boolean isDone(ProofpointSimulator simulator, String input, String item) {
    SenderLists lists = lists(simulator);
    List<String> items = input.startsWith("Safe") ? lists.allowed() : lists.blocked();
    return items.contains(item) == adds();
  }

  /** The requests that could have changed something, as the runtime tells of them. */
  static List<RequestReport> writes(Report report) {
    return report.requests().stream().filter(each -> !each.method().equals("GET")).toList();
  }

  /** The requests that could have changed something, as the simulator has got them. */
  static List<JournalEntry> writes(ProofpointSimulator simulator) {
    return simulator.journal().stream().filter(entry -> !entry.method().equals("GET")).toList();
  }
}
