// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.samples.proofpoint.Behaviour.AddConflict;
import io.sallyport.samples.proofpoint.Behaviour.Choice;
import io.sallyport.samples.proofpoint.Behaviour.ErrorProfile;
import io.sallyport.samples.proofpoint.Behaviour.ListLimit;
import io.sallyport.samples.proofpoint.Behaviour.LockOut;
import io.sallyport.samples.proofpoint.Behaviour.LockedText;
import io.sallyport.samples.proofpoint.Behaviour.RequestLimit;
import io.sallyport.samples.proofpoint.Behaviour.Throttle;
import io.sallyport.samples.proofpoint.Behaviour.VisibilityLag;
import io.sallyport.testkit.server.Fault;
import io.sallyport.testkit.server.FaultRule;
import io.sallyport.testkit.server.TlsMode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final SettableClock CLOCK = new SettableClock();

  @Test
  void asksForTheDocumentedBehaviourWhenNothingIsSaid() {
    Options options = parse("");

    assertThat(options.port()).isEqualTo(18080);
    assertThat(options.behaviour().toString()).isEqualTo(Behaviour.documented().toString());
    assertThat(options.page()).isEqualTo(Options.Page.NONE);
  }

  @Test
  void takesEveryNumber() {
    Behaviour behaviour =
        parse(
                "--lock-out 5 --throttle=10/500ms --lag 2s --list-limit 1000 --request-limit 4096"
                    + " --prefix /proofpoint/api/v2 --errors html")
            .behaviour();

    assertThat(behaviour.limit(LockOut.class)).hasValue(new LockOut(5));
    assertThat(behaviour.limit(Throttle.class)).hasValue(new Throttle(10, Duration.ofMillis(500)));
    assertThat(behaviour.limit(VisibilityLag.class))
        .hasValue(new VisibilityLag(Duration.ofSeconds(2)));
    assertThat(behaviour.limit(ListLimit.class)).hasValue(new ListLimit(1000));
    assertThat(behaviour.limit(RequestLimit.class)).hasValue(new RequestLimit(4096));
    assertThat(behaviour.prefix()).isEqualTo("/proofpoint/api/v2");
    assertThat(behaviour.chosen(ErrorProfile.class)).isEqualTo(ErrorProfile.HTML);
  }

  @Test
  void takesSeveralBehaviours() {
    Behaviour behaviour =
        parse("--behaviour add-conflict=partial --behaviour=locked-text=says-locked").behaviour();

    assertThat(behaviour.chosen(AddConflict.class)).isEqualTo(AddConflict.PARTIAL);
    assertThat(behaviour.chosen(LockedText.class)).isEqualTo(LockedText.SAYS_LOCKED);
  }

  @Test
  void preparesTheState() {
    Directory directory =
        parse(
                "--entries 100000 --password-expires 1m --sign-in auditor@example.com=single-sign-on"
                    + " --other-stack example.org=https://us2.example")
            .directory();

    assertThat(directory.senderLists("example.com").blocked())
        .hasSize(100_002)
        .contains("sender1@bulk.example", "sender100000@bulk.example");
    Account auditor = directory.account("auditor@example.com").orElseThrow();
    assertThat(auditor.signIn()).isEqualTo(SignIn.SINGLE_SIGN_ON);
    assertThat(auditor.passwordExpires()).isEqualTo(CLOCK.instant().plusSeconds(60));
    assertThat(directory.otherStack(directory.organisation("example.org").orElseThrow()))
        .hasValue(URI.create("https://us2.example"));
  }

  @Test
  void hasASwitchForEveryEnum() {
    List<String> kinds =
        Arrays.stream(Behaviour.class.getDeclaredClasses())
            .filter(kind -> kind.isEnum() && Choice.class.isAssignableFrom(kind))
            .map(Class::getName)
            .toList();

    assertThat(Switch.ALL)
        .extracting(one -> one.kind().getName())
        .containsExactlyInAnyOrderElementsOf(kinds);
  }

  @Test
  void readsEveryValueOfEverySwitch() {
    for (Switch<?> one : Switch.ALL) {
      for (String value : one.values()) {
        Choice choice = Switch.parse(one.name() + "=" + value);
        assertThat(choice.getClass()).isEqualTo(one.kind());
        assertThat(((Enum<?>) choice).name()).isEqualToIgnoringCase(value.replace('-', '_'));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--lock-out 0 | Option --lock-out takes a number from 1 to 1000000, not '0'.",
        "--lock-out five | Option --lock-out takes a number from 1 to 1000000, not 'five'.",
        "--throttle 10 | Option --throttle takes REQUESTS/TIME like 10/1s or 100/5m, not '10'.",
        "--throttle 10/1 | Option --throttle takes REQUESTS/TIME like 10/1s or 100/5m, not '10/1'.",
        "--throttle 0/1s | Option --throttle takes REQUESTS/TIME like 10/1s or 100/5m, not '0/1s'.",
        "--lag 2 | Option --lag takes a time like 500ms, 2s, 5m or 1h, not '2'.",
        "--lag 0s | Option --lag takes a time like 500ms, 2s, 5m or 1h, not '0s'.",
        "--list-limit -1 | Option --list-limit takes a number from 1 to 1000000, not '-1'.",
        "--request-limit 1k | Option --request-limit takes a number from 1 to 2147483647, not '1k'.",
        "--entries 1000001 | Option --entries takes a number from 1 to 1000000, not '1000001'.",
        "--password-expires soon | Option --password-expires takes a time like 500ms, 2s, 5m or 1h, not 'soon'.",
        "--sign-in admin@example.com | Option --sign-in takes EMAIL=KIND with the kind password, second-factor or single-sign-on, not 'admin@example.com'.",
        "--sign-in admin@example.com=none | Option --sign-in takes EMAIL=KIND with the kind password, second-factor or single-sign-on, not 'admin@example.com=none'.",
        "--sign-in eve@example.com=password | There is no account with the address eve@example.com.",
        "--other-stack example.org | Option --other-stack takes DOMAIN=URL like example.org=https://us2.example, not 'example.org'.",
        "--other-stack example.org=us2 | Option --other-stack takes an address like https://us2.example, not 'us2'.",
        "--other-stack no.example=https://us2.example | No organisation has the domain no.example.",
        "--prefix api | Option --prefix takes a path like /api/v1, without a slash at its end and not below /simulator, not 'api'.",
        "--behaviour add-conflict=never | Behaviour add-conflict is one of all-or-nothing, partial, not 'never'.",
        "--behaviour add-conflict | Behaviour add-conflict is one of all-or-nothing, partial, not ''.",
        "--prefix /simulator/api | Option --prefix takes a path like /api/v1, without a slash at its end and not below /simulator, not '/simulator/api'.",
        "--tls weak | Option --tls takes one of trusted, expired, wrong-host, untrusted, old-protocol, silent-handshake, plain, reset-handshake, not 'weak'.",
        "--tls-certificate a.pem | Option --tls-certificate needs a certificate to write: one is shown with --tls trusted, untrusted, expired or wrong-host.",
        "--tls old-protocol --tls-certificate a.pem | Option --tls-certificate needs a certificate to write: one is shown with --tls trusted, untrusted, expired or wrong-host.",
        "--lag | Option --lag needs a value."
      })
  void saysWhatAnOptionTakes(String commandLine, String message) {
    assertThatThrownBy(() -> parse(commandLine))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void takesFaultsInTheirOrderAndTls() {
    Options options =
        Options.parse(
            List.of(
                "--fault",
                "POST **/sender-lists reset-after times=1",
                "--fault=silent",
                "--tls",
                "wrong-host",
                "--tls-certificate",
                "simulator.pem"),
            CLOCK);

    assertThat(options.faults())
        .containsExactly(
            FaultRule.parse("POST **/sender-lists reset-after times=1"), FaultRule.parse("silent"));
    assertThat(options.tls()).isEqualTo(TlsMode.WRONG_HOST);
    assertThat(options.certificate()).isEqualTo(Path.of("simulator.pem"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wobble", "GET /x", "POST ** delay", "silent times=0", "delay soon", ""})
  void saysHowARuleIsWritten(String rule) {
    assertThatThrownBy(() -> Options.parse(List.of("--fault", rule), CLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Option --fault: ")
        .hasMessageContaining("written: ");
  }

  @Test
  void listsFaultsWhenAsked() {
    assertThat(parse("--fault list").page()).isEqualTo(Options.Page.FAULTS);
    assertThat(Help.faults())
        .contains("  reset-after" + System.lineSeparator() + "      ")
        .contains("  redirect URL [CODE]");
    assertThat(Fault.help())
        .hasSizeGreaterThan(20)
        .allSatisfy((usage, explanation) -> assertThat(Help.faults()).contains(usage, explanation));
  }

  @Test
  void namesEveryBehaviourWhenOneIsUnknown() {
    assertThatThrownBy(() -> parse("--behaviour add=partial"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NAME=VALUE")
        .hasMessageContaining("add-conflict, ")
        .hasMessageEndingWith("not 'add=partial'.");
  }

  @Test
  void listsBehavioursWhenAsked() {
    assertThat(parse("--behaviour list").page()).isEqualTo(Options.Page.BEHAVIOURS);
    assertThat(Help.behaviours()).contains("  add-conflict=all-or-nothing|partial");
  }

  private static Options parse(String commandLine) {
    List<String> arguments =
        commandLine.isEmpty() ? List.of() : List.of(commandLine.split(" ", -1));
    return Options.parse(arguments, CLOCK);
  }
}
