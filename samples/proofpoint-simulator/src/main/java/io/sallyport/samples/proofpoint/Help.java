// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.testkit.server.Fault;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the command line says of itself: its options and everything that can stand behind them. */
final class Help {
  private static final String LINE = System.lineSeparator();

  private Help() {}

  static String full() {
    return """
        Usage: ./sallyport simulator [OPTION]...

        Answers like the Proofpoint Essentials Interface API v1 on 127.0.0.1, with made-up
        organisations that remember what is added and deleted until it stops.

        """
        + reference();
  }

  /** Returns everything that can be said on the command line, with examples. */
  static String reference() {
    return """
        %s
        Faults for --fault [METHOD PATH] FAULT [times=N] [after=N], where * is a part of a path and
        ** anything:

        %s
        Behaviours for --behaviour NAME=VALUE, the default first:

        %s
        While it runs, over plain HTTP:

        %s
        Examples:
          ./sallyport simulator --fault silent
          ./sallyport simulator --fault "POST **/sender-lists reset-after times=1" --fault "GET **/me delay 2s"
          ./sallyport simulator --tls untrusted --tls-certificate /tmp/simulator.pem
          ./sallyport simulator --lock-out 5 --behaviour locked-text=says-locked
          ./sallyport simulator --throttle 10/1s --behaviour throttle-answer=no-retry-after
          ./sallyport simulator --behaviour add-conflict=partial --lag 2s --entries 100000
          curl -d "** status 503 times=2" http://127.0.0.1:18080/simulator/faults
          curl -X PUT -d Another-Passw0rd http://127.0.0.1:18080/simulator/accounts/admin@example.com/password
        """
        .formatted(options(), faults(), behaviours(), Control.SUMMARY);
  }

  /** Returns every choice there is: its name and its values, and below them what it is about. */
  static String behaviours() {
    return Switch.ALL.stream()
        .map(one -> item(one.name() + "=" + String.join("|", one.values()), one.explanation()))
        .collect(Collectors.joining());
  }

  /** Returns every fault there is, and below each what it does. */
  static String faults() {
    return Fault.help().entrySet().stream()
        .map(fault -> item(fault.getKey(), fault.getValue()))
        .collect(Collectors.joining());
  }

  private static String item(String written, String explanation) {
    return "  " + written + LINE + "      " + explanation + LINE;
  }

  private static String options() {
    return Option.ALL.stream().map(Help::option).collect(Collectors.joining());
  }

  private static String option(Option option) {
    String name = (option.name() + " " + option.value()).strip();
    String further = LINE + " ".repeat(29);
    return String.format(
        Locale.ROOT, "  %-26s %s%n", name, option.explanation().replace("\n", further));
  }
}
