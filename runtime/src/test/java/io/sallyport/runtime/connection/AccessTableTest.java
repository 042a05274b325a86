// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.Command;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Effect;
import io.sallyport.plugin.Host;
import io.sallyport.plugin.Integration;
import io.sallyport.plugin.IntegrationInfo;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Session;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.access.Decision;
import io.sallyport.runtime.egress.Credentials;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.egress.EgressSettings;
import io.sallyport.runtime.plugin.LoadedCommand;
import io.sallyport.runtime.plugin.PluginCatalog;
import io.sallyport.runtime.secret.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every caller against every connection and command, from files to decision. What is expected is
 * written down as a list of objections; nothing in here follows the order of the rules.
 */
class AccessTableTest {

  private static final List<String> SITES = List.of("Headquarters", "Branch", "Customer");
  private static final String NOWHERE = "Nowhere";
  private static final List<String> TENANTS = List.of("North", "South");

  private static final String READ = "Look";
  private static final String REPEATABLE = "Set";
  private static final String WRITE = "Add";
  private static final String DESTRUCTIVE = "Wipe";
  private static final String TEST = "Test Connection";
  private static final Set<String> ALL = Set.of(READ, REPEATABLE, WRITE, DESTRUCTIVE, TEST);
  private static final Set<String> NOTHING = Set.of();

  /** In which way permissions can know a user. */
  private enum Known {
    BY_NAME,
    BY_GROUP,
    NOT_AT_ALL
  }

  /**
   * What is written under permissions and what it lets each kind of user do.
   *
   * @param rules NAMES stands for the names of all who are known by name
   */
  private record Written(
      String rules, Set<String> byName, Set<String> byGroup, Set<String> others) {}

  private static final Map<String, Written> PERMISSIONS = new LinkedHashMap<>();

  static {
    PERMISSIONS.put("leftout", new Written("", ALL, ALL, ALL));
    PERMISSIONS.put("everybody", new Written("{}", ALL, ALL, ALL));
    PERMISSIONS.put("users", new Written("{users: NAMES}", ALL, NOTHING, NOTHING));
    PERMISSIONS.put("groups", new Written("{groups: [team]}", NOTHING, ALL, NOTHING));
    PERMISSIONS.put("emptygroup", new Written("{groups: [nobody]}", NOTHING, NOTHING, NOTHING));
    PERMISSIONS.put("both", new Written("{users: NAMES, groups: [team]}", ALL, ALL, NOTHING));
    PERMISSIONS.put(
        "use",
        new Written(
            "{users: NAMES, allow: [use]}",
            Set.of(READ, REPEATABLE, WRITE, DESTRUCTIVE),
            NOTHING,
            NOTHING));
    PERMISSIONS.put(
        "test", new Written("{groups: [team], allow: [TEST]}", NOTHING, Set.of(TEST), NOTHING));
    PERMISSIONS.put(
        "usetest", new Written("{users: NAMES, allow: [use, test]}", ALL, NOTHING, NOTHING));
    PERMISSIONS.put(
        "reading",
        new Written(
            "{effects: [READ]}", Set.of(READ, TEST), Set.of(READ, TEST), Set.of(READ, TEST)));
    PERMISSIONS.put(
        "writing",
        new Written(
            "{users: NAMES, effects: [write, idempotent-write, DESTRUCTIVE]}",
            Set.of(WRITE, REPEATABLE, DESTRUCTIVE),
            NOTHING,
            NOTHING));
    PERMISSIONS.put(
        "named",
        new Written(
            "{commands: [wIPE, look]}",
            Set.of(DESTRUCTIVE, READ),
            Set.of(DESTRUCTIVE, READ),
            Set.of(DESTRUCTIVE, READ)));
    PERMISSIONS.put(
        "narrow",
        new Written(
            "{users: NAMES, allow: [use], effects: [READ, WRITE], commands: [Add, Wipe, test_connection]}",
            Set.of(WRITE),
            NOTHING,
            NOTHING));
    PERMISSIONS.put(
        "two",
        new Written(
            "[{users: NAMES, effects: [READ]}, {groups: [team], commands: [Wipe]}, {allow: [test]}]",
            Set.of(READ, TEST),
            Set.of(DESTRUCTIVE, TEST),
            Set.of(TEST)));
  }

  private record Person(String name, Optional<String> site, Optional<String> tenant, Known known) {}

  private record Place(
      String name,
      Optional<String> site,
      Set<String> tenants,
      boolean active,
      Written permissions) {}

  @TempDir Path folder;

  @Test
  void everyCallerMayDoExactlyWhatIsWrittenDown() throws IOException {
    List<Person> people = people();
    List<Place> places = places();
    Permits permits = permits(people, places);
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    int allowed = 0;
    for (Caller caller : callers(people)) {
      Optional<Person> person =
          people.stream()
              .filter(each -> caller.user().filter(each.name()::equals).isPresent())
              .findFirst();
      for (Place place : places) {
        Connection connection = Objects.requireNonNull(connections.get(place.name()));
        Set<String> unseen = objectionsToSeeing(caller, person, place);
        for (LoadedCommand command : connection.integration().commands()) {
          Set<String> objections = new TreeSet<>(unseen);
          objections.addAll(objectionsToUsing(caller, person, place, command.name()));
          Decision decision = permits.decide(caller, connection, command);
          asked++;
          allowed += decision.allowed() ? 1 : 0;
          if (decision.allowed() != objections.isEmpty()
              || decision.visible() != unseen.isEmpty()
              || decision.reason().isEmpty() != objections.isEmpty()) {
            wrong.add(
                "%s %s on %s: %s, but objections are %s"
                    .formatted(caller, command, place, decision, objections));
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(asked).isEqualTo((36 * 5 + 5 + 5) * 336 * 5);
    assertThat(allowed).isBetween(asked / 50, asked / 2);
  }

  @Test
  void aListHoldsExactlyWhatTheCallerMaySeeAndAnErrorNamesNothingElse() throws IOException {
    List<Person> people = people();
    List<Place> places = places();
    Permits permits = permits(people, places);
    for (Caller caller : callers(people)) {
      Optional<Person> person =
          people.stream()
              .filter(each -> caller.user().filter(each.name()::equals).isPresent())
              .findFirst();
      List<String> visible =
          places.stream()
              .filter(place -> objectionsToSeeing(caller, person, place).isEmpty())
              .map(Place::name)
              .toList();
      if (!permits.admits(caller).allowed()) {
        assertThat(visible).isEmpty();
        assertThatThrownBy(() -> permits.visible(caller))
            .isInstanceOfSatisfying(
                CommandException.class, e -> assertThat(e.status()).isEqualTo(403));
        continue;
      }
      assertThat(permits.visible(caller)).extracting(Connection::name).isEqualTo(visible);
      Set<String> hidden = new TreeSet<>(connections.keySet());
      visible.forEach(hidden::remove);
      for (String name : hidden.stream().limit(3).toList()) {
        assertThatThrownBy(() -> permits.connection(caller, name))
            .isInstanceOfSatisfying(
                CommandException.class,
                e -> {
                  assertThat(e.status()).isEqualTo(404);
                  assertThat(e.text()).isEqualTo("The connection " + name + " is unknown.");
                  List<String> words =
                      List.of(String.join(" ", e.details()).split("[ ,?]+|\\.(?= |$)"));
                  assertThat(hidden).doesNotContainAnyElementsOf(words);
                });
      }
    }
  }

  /** By site and tenant, or because of who asks. */
  private static Set<String> objectionsToSeeing(
      Caller caller, Optional<Person> person, Place place) {
    Set<String> objections = new TreeSet<>();
    if (caller.user().isPresent() && person.isEmpty()) {
      objections.add("nobody has that name");
    }
    if (caller.site().filter(NOWHERE::equals).isPresent()) {
      objections.add("there is no such site");
    }
    String own = person.flatMap(Person::site).orElse("");
    String said = caller.site().orElse("");
    if (!own.isEmpty() && !said.isEmpty() && !own.equals(said)) {
      objections.add("a user of one site acts from another");
    }
    if (person.isPresent() && own.isEmpty() && said.isEmpty()) {
      objections.add("a user of no site does not say from where");
    }
    String from = own.isEmpty() ? said : own;
    if (!from.isEmpty()) {
      if (place.site().isEmpty() && from.equals("Customer")) {
        objections.add("shared to internal sites, and this is a client's");
      }
      if (place.site().isPresent() && !place.site().get().equals(from)) {
        objections.add("another site's connection");
      }
    }
    String tenant = person.flatMap(Person::tenant).orElse("");
    if (!tenant.isEmpty() && !place.tenants().contains(tenant)) {
      objections.add("not shared with the tenant");
    }
    return objections;
  }

  private static Set<String> objectionsToUsing(
      Caller caller, Optional<Person> person, Place place, String command) {
    Set<String> objections = new TreeSet<>();
    if (!place.active()) {
      objections.add("inactive");
    }
    if (caller.user().isPresent() && person.isPresent()) {
      Set<String> permitted =
          switch (person.get().known()) {
            case BY_NAME -> place.permissions().byName();
            case BY_GROUP -> place.permissions().byGroup();
            case NOT_AT_ALL -> place.permissions().others();
          };
      if (!permitted.contains(command)) {
        objections.add("not permitted");
      }
    }
    return objections;
  }

  private static List<Person> people() {
    List<Person> people = new ArrayList<>();
    for (Known known : Known.values()) {
      for (Optional<String> site : orNone(SITES)) {
        for (Optional<String> tenant : orNone(TENANTS)) {
          people.add(new Person("user" + people.size(), site, tenant, known));
        }
      }
    }
    return people;
  }

  private static List<Place> places() {
    List<Place> places = new ArrayList<>();
    PERMISSIONS.forEach(
        (variant, written) -> {
          for (Optional<String> site : orNone(SITES)) {
            for (Set<String> tenants :
                List.of(Set.<String>of(), Set.of("North"), Set.of("North", "South"))) {
              for (boolean active : new boolean[] {true, false}) {
                String name =
                    "c" + places.size() + "-" + variant + "-" + site.orElse("shared").charAt(0);
                places.add(
                    new Place(
                        name.toLowerCase(java.util.Locale.ROOT), site, tenants, active, written));
              }
            }
          }
        });
    return places;
  }

  private static List<Caller> callers(List<Person> people) {
    List<Optional<String>> users = new ArrayList<>();
    people.forEach(person -> users.add(Optional.of(person.name())));
    users.add(Optional.empty());
    users.add(Optional.of("stranger"));
    List<String> sites = new ArrayList<>(SITES);
    sites.add(NOWHERE);
    List<Caller> callers = new ArrayList<>();
    for (Optional<String> user : users) {
      for (Optional<String> site : orNone(sites)) {
        callers.add(new Caller("operator", user, site, "test"));
      }
    }
    return callers;
  }

  private static List<Optional<String>> orNone(List<String> names) {
    List<Optional<String>> all = new ArrayList<>(List.of(Optional.empty()));
    names.forEach(name -> all.add(Optional.of(name)));
    return all;
  }

  private final Map<String, Connection> connections = new LinkedHashMap<>();

  private Permits permits(List<Person> people, List<Place> places) throws IOException {
    Files.writeString(folder.resolve("sallyport.yaml"), settings(people));
    Files.createDirectories(folder.resolve("connections"));
    Files.writeString(
        folder.resolve("connections/all.yaml"),
        places.stream()
            .map(place -> connection(place, people))
            .collect(Collectors.joining("", "connections:\n", "")));
    Egress egress = new Egress();
    ConfigurationResult result =
        new ConfigurationReader(
                folder,
                new Redactor(),
                (name, ownHosts) ->
                    new ConnectionHost(
                        name,
                        InstantSource.system(),
                        egress.outlet(
                            EgressSettings.defaults(name, Set.of("127.0.0.1")), Credentials.NONE)),
                false)
            .read(more -> PluginCatalog.ofClasspath(new FiveCommands()));
    egress.close();
    assertThat(result.problems()).isEmpty();
    Configuration configuration = result.configuration().orElseThrow();
    configuration.connections().forEach(each -> connections.put(each.name(), each));
    return configuration.permits();
  }

  private static String settings(List<Person> people) {
    StringBuilder text =
        new StringBuilder(
            """
            sites:
              - {name: Headquarters, kind: internal}
              - {name: Branch, kind: internal}
              - {name: Customer, kind: client}
            tenants: [North, South]
            users:
            """);
    for (Person person : people) {
      text.append("  - {name: ").append(person.name());
      person.site().ifPresent(site -> text.append(", site: ").append(site));
      person.tenant().ifPresent(tenant -> text.append(", tenant: ").append(tenant));
      text.append("}\n");
    }
    return text.append("groups: {nobody: [], team: ")
        .append(names(people, Known.BY_GROUP))
        .append("}\n")
        .toString();
  }

  private static String connection(Place place, List<Person> people) {
    StringBuilder text = new StringBuilder("  - {name: ").append(place.name());
    text.append(", integration: five, active: ").append(place.active());
    text.append(place.site().map(site -> ", site: " + site).orElse(", shareToInternalSites: true"));
    if (!place.tenants().isEmpty()) {
      text.append(", tenants: ").append(place.tenants().stream().sorted().toList());
    }
    if (!place.permissions().rules().isEmpty()) {
      text.append(", permissions: ")
          .append(place.permissions().rules().replace("NAMES", names(people, Known.BY_NAME)));
    }
    return text.append("}\n").toString();
  }

  private static String names(List<Person> people, Known known) {
    return people.stream()
        .filter(person -> person.known() == known)
        .map(Person::name)
        .toList()
        .toString();
  }

  private record NoParameters() {}

  private static final class FiveSession implements Session {
    @Override
    public void test(Invocation run) {
      Objects.requireNonNull(run);
    }
  }

  private static final class FiveCommands implements Integration<NoParameters, FiveSession> {
    @Override
    public IntegrationInfo info() {
      return IntegrationInfo.of("five", "Five").withOverview("A command of each effect.");
    }

    @Override
    public Class<NoParameters> connectionType() {
      return NoParameters.class;
    }

    @Override
    public FiveSession connect(NoParameters connection, Host host) {
      return new FiveSession();
    }

    @Override
    public List<Command<FiveSession, ?>> commands() {
      return List.of(
          command(Effect.READ, READ),
          command(Effect.IDEMPOTENT_WRITE, REPEATABLE),
          command(Effect.WRITE, WRITE),
          command(Effect.DESTRUCTIVE, DESTRUCTIVE));
    }

    private static Command<FiveSession, ?> command(Effect effect, String name) {
      return Command.of(
          effect, name, "Does it.", (session, run) -> CommandResult.builder().build());
    }
  }
}
