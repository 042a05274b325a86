// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.samples.proofpoint.Behaviour.AddConflict;
import io.sallyport.samples.proofpoint.Behaviour.AddToBoth;
import io.sallyport.samples.proofpoint.Behaviour.DeleteBody;
import io.sallyport.samples.proofpoint.Behaviour.ErrorProfile;
import io.sallyport.samples.proofpoint.Behaviour.ReplaceIntoBoth;
import io.sallyport.samples.proofpoint.Behaviour.UndeclaredBody;
import io.sallyport.samples.proofpoint.Behaviour.WrongType;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference's list of what a simulator does, by its numbers: the writes. */
class ReferenceWritesTest {
  private static final String LISTS = "/api/v1/orgs/example.com/sender-lists";
  private static final String GROUP = "/api/v1/orgs/example.com/groups/12345/sender-lists";

  private final ProofpointSimulator simulator =
      ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0);
  private final Client admin = Client.admin(simulator);

  @BeforeEach
  void fill() {
    lists().set(List.of("good"), List.of("bad"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private SenderLists lists() {
    return simulator.directory().senderLists("example.com");
  }

  private int send(String method, String body, Behaviour.Choice... choices) {
    simulator.behaviour(Behaviour.documented().with(choices));
    return admin.status(method, LISTS, body.replace('\'', '"'));
  }

  @Nested
  class Number10Post {
    @Test
    void asksForAnEntryThenForItsFormatThenForOneListOnly() {
      assertThat(send("POST", "{'allow_list':[],'block_list':[]}")).isEqualTo(422);
      assertThat(admin.send("POST", LISTS, "{\"allow_list\":[\"10.0.0.0/8\"]}").body())
          .contains("allow_list.0 - ");
      assertThat(send("POST", "{'allow_list':['n'],'block_list':['n']}")).isEqualTo(422);
      assertThat(send("POST", "{'allow_list':['n'],'block_list':['n']}", AddToBoth.CONFLICT))
          .isEqualTo(409);
    }

    @Test
    void addsAllOrNothingOrWhatIsNew() {
      assertThat(send("POST", "{'allow_list':['n','good']}")).isEqualTo(409);
      assertThat(lists().allowed()).containsExactly("good");
      assertThat(send("POST", "{'allow_list':['n','good']}", AddConflict.PARTIAL)).isEqualTo(204);
      assertThat(lists().allowed()).containsExactly("good", "n");
    }
  }

  @Nested
  class Number11Conflict {
    @Test
    void countsAnEntryInEitherListOfTheSameScopeAlone() {
      assertThat(send("POST", "{'allow_list':['bad']}")).isEqualTo(409);
      assertThat(admin.status("POST", GROUP, "{\"allow_list\":[\"bad\"]}")).isEqualTo(204);
    }
  }

  @Nested
  class Number12Delete {
    @Test
    void removesFromTheNamedListAloneWhatIsThere() {
      assertThat(send("DELETE", "{'allow_list':['bad']}")).isEqualTo(404);
      assertThat(send("DELETE", "{'allow_list':['good','absent']}")).isEqualTo(204);
      assertThat(lists().allowed()).isEmpty();
      assertThat(lists().blocked()).containsExactly("bad");
    }

    @Test
    void removesNothingWhenItsBodyIsLostOnTheWay() {
      assertThat(send("DELETE", "{'allow_list':['good']}", DeleteBody.STRIPPED)).isEqualTo(422);
      assertThat(lists().allowed()).containsExactly("good");
    }
  }

  @Nested
  class Number13Patch {
    @Test
    void replacesTheNamedListUnlessAnEntryWouldBeInBoth() {
      assertThat(send("PATCH", "{'allow_list':['bad']}")).isEqualTo(422);
      assertThat(send("PATCH", "{'allow_list':['bad']}", ReplaceIntoBoth.CONFLICT)).isEqualTo(409);
      assertThat(send("PATCH", "{'allow_list':['one','two']}")).isEqualTo(204);
      assertThat(lists().allowed()).containsExactly("one", "two");
      assertThat(lists().blocked()).containsExactly("bad");
    }
  }

  @Nested
  class Number14Bodies {
    @Test
    void tellsWrongTypesFromWrongJson() {
      for (String body : List.of("[]", "{'allow_list':'n'}", "{'allow_list':[1]}")) {
        assertThat(send("POST", body)).as(body).isEqualTo(422);
        assertThat(send("POST", body, WrongType.BAD_REQUEST)).as(body).isEqualTo(400);
      }
      assertThat(send("POST", "{'allow_list':")).isEqualTo(400);
    }

    @Test
    void toleratesABodyThatIsNotDeclaredUnlessTold() {
      Client undeclared = admin.without("Content-Type");

      assertThat(undeclared.status("POST", LISTS, "{\"allow_list\":[\"n\"]}")).isEqualTo(204);
      simulator.behaviour(Behaviour.documented().with(UndeclaredBody.REFUSED));
      assertThat(undeclared.status("POST", LISTS, "{\"allow_list\":[\"m\"]}")).isEqualTo(415);
    }
  }

  @Nested
  class Number15NoContent {
    @Test
    void sendsNeitherBodyNorContentType() {
      HttpResponse<String> response = admin.send("POST", LISTS, "{\"allow_list\":[\"n\"]}");

      assertThat(response.statusCode()).isEqualTo(204);
      assertThat(response.body()).isEmpty();
      assertThat(response.headers().firstValue("Content-Type")).isEmpty();
    }
  }

  @Nested
  class Number20ErrorProfiles {
    @ParameterizedTest
    @EnumSource
    void writesEachErrorInTheChosenProfile(ErrorProfile profile) {
      simulator.behaviour(Behaviour.documented().with(profile));

      HttpResponse<String> response = admin.send("POST", LISTS, "{}");

      String begin =
          switch (profile) {
            case VENDOR_STRING -> "{\"errors\":[{\"status\":422,\"identifier\":\"example.com\",";
            case LARAVEL_MAP -> "{\"message\":\"The given data was invalid.\",\"errors\":{";
            case FLAT_MESSAGE -> "{\"status\":422,\"message\":\"Unprocessable Entity: allow_list";
            case ERROR_STRING -> "{\"error\":\"Unprocessable Entity: allow_list";
            case EMPTY -> "";
            case HTML -> "<html><head><title>422 Unprocessable Entity</title>";
          };
      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(response.body()).startsWith(begin);
      assertThat(response.body().isEmpty()).isEqualTo(profile == ErrorProfile.EMPTY);
    }
  }
}
