// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.testkit.server.Fault;
import java.util.List;
import java.util.Map;

/** What each fault does, in a line. */
final class FaultHelp {
  private static final Map<String, String> EXPLANATIONS =
      Map.ofEntries(
          Map.entry("delay", "the proper answer, later; a write has happened before the wait"),
          Map.entry("silent", "the request is read and never answered; nothing has happened"),
          Map.entry("no-read", "the head of the request is read, its body never"),
          Map.entry("stall", "half of the proper answer, and then nothing more"),
          Map.entry("drip", "the proper answer, a byte every half second or DURATION"),
          Map.entry("endless", "200 and chunks without end"),
          Map.entry("reset-before", "the connection is reset; nothing has happened"),
          Map.entry("reset-after", "the connection is reset; what was asked for has happened"),
          Map.entry("truncated", "the proper answer with half of its JSON"),
          Map.entry("cut", "the connection ends in the middle of the proper answer"),
          Map.entry("wrong-charset", "the proper answer in a charset other than it declares"),
          Map.entry("html", "200 with the page of a network that wants people to sign in"),
          Map.entry("status", "that status, with that body or none"),
          Map.entry("bad-gateway", "502 with the page of a gateway"),
          Map.entry("throttle", "429 with that Retry-After, a second when nothing is said"),
          Map.entry("redirect", "302 or CODE to that address"),
          Map.entry("gzip", "the proper answer, packed though nobody asked"),
          Map.entry("gzip-bomb", "a small gzip that is 256 MB or SIZE of JSON"),
          Map.entry("huge", "64 MB or SIZE of JSON"),
          Map.entry("not-http", "bytes that are not HTTP"),
          Map.entry("empty", "200 without a body"),
          Map.entry("close", "the connection ends in order, without an answer"));

  private FaultHelp() {}

  /** Returns how each fault is written. */
  static List<String> usages() {
    return Fault.usages();
  }

  /** Explains a fault that is written so, with nothing where nothing is known of it. */
  static String explanation(String usage) {
    return EXPLANATIONS.getOrDefault(usage.split(" ", 2)[0], "");
  }
}
