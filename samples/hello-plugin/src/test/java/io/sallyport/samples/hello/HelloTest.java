// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.testkit.FakeHost;
import io.sallyport.testkit.FakeHost.Answer;
import io.sallyport.testkit.FakeInvocation;
import java.net.URI;
import org.junit.jupiter.api.Test;

class HelloTest {

  @Test
  void greetsByName() {
    FakeHost host =
        FakeHost.answering(
            Answer.json(200, "{\"greeting\":\"Hello, Ada!\"}").to("GET", "/greetings/Ada"));

    CommandResult result = greet(host, "Ada");

    assertThat(result.keyFields().path("Greeting").asText()).isEqualTo("Hello, Ada!");
    assertThat(result.rawData()).hasToString("{\"greeting\":\"Hello, Ada!\"}");
    assertThat(result.result().orElseThrow().columns()).containsExactly("Name", "Greeting");
  }

  @Test
  void saysWhatTheServiceSaysWhenItRefuses() {
    FakeHost host = FakeHost.answering(Answer.json(404, "{\"message\":\"Nobody of that name\"}"));

    assertThatThrownBy(() -> greet(host, "Bob"))
        .isInstanceOf(CommandException.class)
        .hasMessage("404 Nobody of that name");
  }

  @Test
  void offersOneCommand() {
    assertThat(new Hello().commands()).hasToString("[Greet]");
  }

  private static CommandResult greet(FakeHost host, String name) {
    var connection = new Hello.Connection(URI.create("https://greetings.example"));
    Hello.Client client = new Hello().connect(connection, host);
    return Hello.greet(new Hello.Input(name), client, new FakeInvocation());
  }
}
