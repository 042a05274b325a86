// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.plugin.Secret;
import io.sallyport.runtime.egress.AgentSettings;
import io.sallyport.runtime.egress.AgentSettings.AgentCredentials;
import io.sallyport.runtime.egress.AgentSettings.Kind;
import io.sallyport.runtime.egress.NoProxy;
import io.sallyport.runtime.settings.Settings;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import io.sallyport.runtime.tree.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes of each declared agent what the wire needs to know, or says what is wrong with it. */
final class AgentReader {

  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final SettingsTree tree;
  private final List<Problem> problems;

  /**
   * @param tree for places
   */
  AgentReader(SettingsTree tree, List<Problem> problems) {
    this.tree = tree;
    this.problems = problems;
  }

  /** By name; one with a fault is there too, since the configuration is then not used. */
  Map<String, AgentSettings> read(Settings settings) {
    Map<String, AgentSettings> agents = new LinkedHashMap<>();
    settings
        .agents()
        .orElse(List.of())
        .forEach(agent -> agents.putIfAbsent(agent.name(), agent(agent)));
    return agents;
  }

  private AgentSettings agent(Settings.Agent agent) {
    Mapping entry = tree.entry("agents", agent.place());
    if (!HOST.matcher(agent.host()).matches()) {
      problem(entry, "host", "host must be a host name or an IP address, without port and path.");
    }
    if (agent.port() < 1 || agent.port() > HIGHEST_PORT) {
      problem(entry, "port", "port must be between 1 and " + HIGHEST_PORT + ".");
    }
    if (agent.username().isPresent() != agent.password().isPresent()) {
      problem(
          entry,
          agent.username().isPresent() ? "username" : "password",
          "An agent has both username and password, or neither.");
    }
    if (agent.type() == Settings.AgentType.HTTP
        && agent.username().filter(name -> name.contains(":")).isPresent()) {
      problem(
          entry,
          "username",
          "username must hold no colon: an HTTP proxy reads what follows it as the password.");
    }
    return new AgentSettings(
        agent.name(),
        switch (agent.type()) {
          case HTTP -> Kind.HTTP;
          case SOCKS5 -> Kind.SOCKS5;
        },
        agent.host(),
        agent.port(),
        agent.username().flatMap(user -> credentials(user, agent.password())),
        noProxy(agent.noProxy().orElse(List.of()), entry));
  }

  private static Optional<AgentCredentials> credentials(String user, Optional<Secret> password) {
    return password.map(secret -> new AgentCredentials(user, secret));
  }

  private List<NoProxy> noProxy(List<String> written, Mapping entry) {
    List<NoProxy> patterns = new java.util.ArrayList<>();
    for (int index = 0; index < written.size(); index++) {
      Optional<NoProxy> pattern = NoProxy.parse(written.get(index));
      if (pattern.isPresent()) {
        patterns.add(pattern.get());
      } else {
        problems.add(
            new Problem(placeOf(entry, index), "An entry of noProxy is " + NoProxy.FORMS + "."));
      }
    }
    return List.copyOf(patterns);
  }

  private static Place placeOf(Mapping entry, int index) {
    return entry
        .find("noProxy")
        .map(
            node ->
                node instanceof Sequence list && index < list.items().size()
                    ? list.items().get(index).place()
                    : node.place())
        .orElse(entry.place());
  }

  private void problem(Mapping entry, String key, String message) {
    problems.add(new Problem(entry.find(key).map(Node::place).orElse(entry.place()), message));
  }
}
