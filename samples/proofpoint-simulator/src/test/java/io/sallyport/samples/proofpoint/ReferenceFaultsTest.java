// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.samples.proofpoint.Behaviour.EmptyList;
import io.sallyport.samples.proofpoint.Behaviour.TextCase;
import io.sallyport.samples.proofpoint.Behaviour.Throttle;
import io.sallyport.samples.proofpoint.Behaviour.UnknownFields;
import io.sallyport.samples.proofpoint.Behaviour.VisibilityLag;
import io.sallyport.testkit.server.FaultRule;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference's list of what a simulator does, by its numbers: what goes wrong, and the rest. */
class ReferenceFaultsTest {
  private static final String ME = "/api/v1/me";
  private static final String LISTS = "/api/v1/orgs/example.com/sender-lists";
  private static final String ENTRY = "{\"block_list\":[\"n@x.example\"]}";

  private final SettableClock clock = new SettableClock();
  private final ProofpointSimulator simulator =
      ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0, clock);
  private final Client admin = Client.admin(simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  private void fault(String rule) {
    simulator.faults().add(FaultRule.parse(rule));
  }

  private void behave(Behaviour.Choice... choices) {
    simulator.behaviour(Behaviour.documented().with(choices));
  }

  @Nested
  class Number21Faults {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "status 500 | 500",
          "bad-gateway | 502",
          "status 503 | 503",
          "throttle 3 | 429",
          "throttle date 3s | 429",
          "throttle missing | 429",
          "redirect https://other.example/api/v1/me | 302"
        })
    void answersWrongly(String rule, int status) {
      fault("GET ** " + rule + " times=1");

      assertThat(admin.get(ME).statusCode()).isEqualTo(status);
      assertThat(admin.get(ME).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset-before", "cut"})
    void breaksTheConnection(String rule) {
      fault("POST ** " + rule);
      fault("GET **/sender-lists " + rule);

      assertThatThrownBy(() -> admin.get(LISTS)).isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated", "wrong-charset utf-16", "gzip"})
    void spoilsTheBody(String rule) {
      fault(rule);

      HttpResponse<String> response = admin.get(LISTS);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> Client.json(response)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void delays() {
      fault("GET **/me delay 300ms");
      long start = System.nanoTime();

      assertThat(admin.get(ME).statusCode()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
    }

    @Test
    void answersProperlyInAnUnexpectedForm() {
      simulator.directory().senderLists("example.com").set(List.of(), List.of());
      behave(EmptyList.NULL, UnknownFields.ADDED, TextCase.UPPER);
      JsonNode lists = Client.json(admin.get(LISTS));
      simulator.directory().fill("example.com", 100_000);

      assertThat(lists.path("allow_list").isNull()).isTrue();
      assertThat(lists.path("x_text").textValue()).isEqualTo("unheard of");
      assertThat(Client.json(admin.get(ME)).path("entity_type").textValue())
          .isEqualTo("ORGANIZATION");
      assertThat(Client.json(admin.get(LISTS)).path("block_list")).hasSize(100_000);
    }
  }

  @Nested
  class Number22CommitThenDrop {
    @Test
    void keepsWhatTheClientNeverHeardOf() {
      fault("POST **/sender-lists reset-after times=1");
      fault("DELETE **/sender-lists reset-after times=1");

      assertThatThrownBy(() -> admin.send("POST", LISTS, ENTRY))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(admin.status("POST", LISTS, ENTRY)).isEqualTo(409);
      assertThatThrownBy(() -> admin.send("DELETE", LISTS, ENTRY))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(admin.status("DELETE", LISTS, ENTRY)).isEqualTo(404);
    }
  }

  @Nested
  class Number23Rotation {
    @Test
    void refusesTheOldPasswordFromTheNextCallOnAndCountsTheCalls() {
      assertThat(admin.get(ME).statusCode()).isEqualTo(200);
      simulator.directory().changePassword("admin@example.com", "Another-Passw0rd");

      assertThat(admin.get(ME).statusCode()).isEqualTo(401);
      assertThat(simulator.journal()).extracting(JournalEntry::status).containsExactly(200, 401);
    }

    @Test
    void refusesAnExpiredPassword() {
      simulator.directory().expirePasswords(clock.instant().plusSeconds(1));
      assertThat(admin.get(ME).statusCode()).isEqualTo(200);
      clock.pass(Duration.ofSeconds(1));

      assertThat(admin.get(ME).statusCode()).isEqualTo(401);
    }
  }

  @Nested
  class Number24Throttle {
    @Test
    void answers429PastTheNumberOfAWindowAndNeverByDefault() {
      for (int call = 0; call < 100; call++) {
        assertThat(admin.get(ME).statusCode()).isEqualTo(200);
      }
      behave(new Throttle(1, Duration.ofSeconds(1)));

      assertThat(List.of(admin.get(ME).statusCode(), admin.get(ME).statusCode()))
          .containsExactly(200, 429);
    }
  }

  @Nested
  class Number25Lag {
    @Test
    void showsAWriteLaterAndAtOnceByDefault() {
      admin.status("POST", LISTS, ENTRY);
      assertThat(admin.get(LISTS).body()).contains("n@x.example");
      behave(new VisibilityLag(Duration.ofSeconds(1)));
      admin.status("DELETE", LISTS, ENTRY);

      assertThat(admin.get(LISTS).body()).contains("n@x.example");
      clock.pass(Duration.ofSeconds(1));
      assertThat(admin.get(LISTS).body()).doesNotContain("n@x.example");
    }
  }

  @Nested
  class Number26Journal {
    /** TLS is shown by {@link TlsTest}. */
    @Test
    void keepsEveryRequestWithoutItsPassword() {
      admin.send("POST", LISTS, ENTRY);

      assertThat(simulator.journal()).extracting(JournalEntry::body).containsExactly(ENTRY);
      assertThat(simulator.journal().toString()).doesNotContain(DemoDirectory.PASSWORD);
    }
  }

  @Nested
  class Number27Names {
    private static final Pattern RESERVED =
        Pattern.compile(
            ".*\\b(?:example\\.(?:com|net|org)|[a-z]+\\.example)"
                + "|(?:192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\..*");

    @Test
    void seedsReservedNamesAlone() {
      List<String> names = new ArrayList<>();
      Client partner = Client.as("admin@channel.example", simulator);
      for (String domain : List.of("channel.example", "example.com", "example.org")) {
        String root = "/api/v1/orgs/" + domain;
        collect(Client.json(partner.get(root + "/domains")), names::add);
        collect(Client.json(partner.get(root + "/sender-lists")), names::add);
      }
      for (String scope : List.of("groups/12345", "groups/67890", "users/user%40example.com")) {
        String path = "/api/v1/orgs/example.com/" + scope + "/sender-lists";
        collect(Client.json(admin.get(path)), names::add);
      }

      assertThat(names).hasSizeGreaterThan(20).allMatch(name -> RESERVED.matcher(name).matches());
    }

    private static void collect(JsonNode node, Consumer<String> names) {
      if (node.isTextual() && !node.textValue().isEmpty()) {
        names.accept(node.textValue());
      }
      node.forEach(child -> collect(child, names));
    }
  }
}
