// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.hello;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.Command;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Effect;
import io.sallyport.plugin.Host;
import io.sallyport.plugin.Integration;
import io.sallyport.plugin.IntegrationInfo;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Param;
import io.sallyport.plugin.Session;
import io.sallyport.plugin.Table;
import java.net.URI;
import java.util.List;

/** Asks a greeting service for greetings. */
public final class Hello implements Integration<Hello.Connection, Hello.Client> {

  record Connection(
      @Param(
              name = "Server URL",
              description = "The address of the greeting service.",
              example = "https://greetings.example")
          URI serverUrl) {}

  record Input(
      @Param(name = "Name", description = "Whom to greet.", example = "Ada") String name) {}

  record Client(ApiClient http) implements Session {
    @Override
    public void test(Invocation run) {
      http.send(ApiRequest.get("/greetings/{}", "test"), run);
    }
  }

  @Override
  public IntegrationInfo info() {
    return IntegrationInfo.of("hello", "Hello").withOverview("Greets people by name.");
  }

  @Override
  public Class<Connection> connectionType() {
    return Connection.class;
  }

  @Override
  public Client connect(Connection connection, Host host) {
    return new Client(host.http(connection.serverUrl()));
  }

  @Override
  public List<Command<Client, ?>> commands() {
    return List.of(
        Command.of(Effect.READ, "Greet", "Fetches a greeting.", Input.class, Hello::greet)
            .withKeyField("Greeting", "The greeting as the service words it."));
  }

  static CommandResult greet(Input input, Client client, Invocation run) {
    ApiResponse answer = client.http().send(ApiRequest.get("/greetings/{}", input.name()), run);
    String greeting = answer.json().path("greeting").asText();
    return CommandResult.builder()
        .result(Table.of("Name", "Greeting").row(input.name(), greeting))
        .rawData(answer.json())
        .keyField("Greeting", greeting)
        .build();
  }
}
