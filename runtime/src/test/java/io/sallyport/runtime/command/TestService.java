// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import io.sallyport.plugin.Command;
import io.sallyport.plugin.Effect;
import io.sallyport.plugin.Host;
import io.sallyport.plugin.Integration;
import io.sallyport.plugin.IntegrationInfo;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.NoInput;
import io.sallyport.plugin.Param;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.Session;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.Connection;
import io.sallyport.runtime.connection.ConnectionDefinition;
import io.sallyport.runtime.connection.ConnectionHost;
import io.sallyport.runtime.connection.LiveConfiguration;
import io.sallyport.runtime.connection.Sessions;
import io.sallyport.runtime.egress.Credentials;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.egress.EgressSettings;
import io.sallyport.runtime.plugin.LoadedIntegration;
import io.sallyport.runtime.plugin.PluginCatalog;
import io.sallyport.runtime.secret.ConnectionSecrets;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.secret.Vaults;
import io.sallyport.runtime.settings.Settings;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Scalar;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The front door over one tiny integration: the connection {@code acme} in use, {@code acme-old}
 * not in use, {@code acme-unverified} whose product may show any certificate.
 */
final class TestService implements AutoCloseable {

  /** The connections' password; no report may hold it. */
  static final String CANARY = "canary-7f3a9c1e5b";

  static final String COMMAND = "Do It";

  /** The parameters of a connection. */
  record Parameters(@Param(name = "Password", description = "It is secret.") Secret password) {}

  /** What every command here works with. */
  record Live(Secret password, SessionTest onTest) implements Session {
    @Override
    public void test(Invocation run) throws Exception {
      onTest.run(run);
    }
  }

  /** What Test Connection does. */
  @FunctionalInterface
  interface SessionTest {
    void run(Invocation run) throws Exception;
  }

  private record Acme(SessionTest onTest, List<Command<Live, ?>> commands)
      implements Integration<Parameters, Live> {

    @Override
    public IntegrationInfo info() {
      return IntegrationInfo.of("acme", "Acme");
    }

    @Override
    public Class<Parameters> connectionType() {
      return Parameters.class;
    }

    @Override
    public Live connect(Parameters parameters, Host host) {
      return new Live(parameters.password(), onTest);
    }
  }

  private final Redactor redactor = new Redactor();
  private final RecordedTrail trail = new RecordedTrail();
  private final Egress egress = new Egress();
  private final Sessions sessions = new Sessions(Path.of("."), egress, InstantSource.system());
  private final CommandService service;

  private TestService(SessionTest onTest, List<Command<Live, ?>> commands) {
    LoadedIntegration acme =
        PluginCatalog.ofClasspath(new Acme(onTest, commands)).integrations().get(0);
    Vaults vaults =
        Vaults.open(
            List.of(),
            new ConnectionHost(
                "built-in",
                InstantSource.system(),
                egress.outlet(
                    EgressSettings.defaults("built-in", Set.of("127.0.0.1", "localhost")),
                    Credentials.NONE)));
    Configuration configuration =
        new Configuration(
            Settings.NONE,
            List.of(
                connection("acme", acme, vaults, true, true),
                connection("acme-old", acme, vaults, false, true),
                connection("acme-unverified", acme, vaults, true, false)),
            vaults,
            Map.of(),
            "revision-1",
            Optional.empty(),
            Map.of());
    this.service =
        new CommandService(
            new LiveConfiguration(configuration, sessions),
            sessions,
            trail,
            redactor,
            InstantSource.system());
  }

  /** One with this one command. */
  static TestService of(Command.InputlessBody<Live> body) {
    return with(Command.of(Effect.READ, COMMAND, "It does it.", body));
  }

  /** One with this one command, which does not block. */
  static TestService async(Command.AsyncBody<Live, NoInput> body) {
    return with(Command.async(Effect.READ, COMMAND, "It does it.", NoInput.class, body));
  }

  static TestService with(Command<Live, ?> command) {
    return new TestService(run -> {}, List.of(command));
  }

  static TestService testing(SessionTest onTest) {
    return new TestService(onTest, List.of());
  }

  RecordedTrail trail() {
    return trail;
  }

  CommandService service() {
    return service;
  }

  Report run() {
    return run(COMMAND, "acme");
  }

  Report run(String command, String connection) {
    return service.run(call(command, connection));
  }

  Report runWithin(Duration timeout) {
    return service.run(
        new CommandCall(
            Caller.operatingSystemUser(), COMMAND, "acme", noInput(), Optional.of(timeout)));
  }

  Report runWith(String input, String value) {
    Place place = Place.of("-i " + input);
    Scalar scalar = new Scalar(place, Scalar.Kind.UNTYPED, value);
    Mapping mapping =
        Mapping.of(Place.of("input"), Map.of(input, new Mapping.Entry(place, scalar)));
    return service.run(
        new CommandCall(Caller.operatingSystemUser(), COMMAND, "acme", mapping, Optional.empty()));
  }

  static CommandCall call(String command, String connection) {
    return new CommandCall(
        Caller.operatingSystemUser(), command, connection, noInput(), Optional.empty());
  }

  private static Mapping noInput() {
    return Mapping.empty(Place.of("input"));
  }

  private Connection connection(
      String name, LoadedIntegration acme, Vaults vaults, boolean active, boolean verify) {
    Place place = new Place("connections/acme.yaml", 2, 5);
    Scalar password = new Scalar(place, Scalar.Kind.TEXT, CANARY);
    return new Connection(
        new ConnectionDefinition(
            place,
            name,
            "acme",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            active,
            Optional.empty(),
            Optional.of(new ConnectionDefinition.TlsDefinition(Optional.empty(), verify)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false),
        acme,
        Mapping.of(place, Map.of("password", new Mapping.Entry(place, password))),
        new ConnectionSecrets(vaults, redactor),
        Optional.empty(),
        "");
  }

  @Override
  public void close() {
    service.close();
    sessions.close();
    egress.close();
  }
}
