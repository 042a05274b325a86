// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.schema.Bound;
import io.sallyport.runtime.schema.RecordBinder;
import io.sallyport.runtime.schema.RecordSchema;
import io.sallyport.runtime.schema.References;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.yaml.YamlReader;
import io.sallyport.runtime.yaml.YamlResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void readsEverySection() {
    Settings settings =
        (Settings)
            bind("""
                    sites:
                      - {name: Headquarters, kind: internal}
                      - {name: Customer A, kind: client}
                    tenants: [North, South]
                    groups: {soc-analysts: [alice, bob]}
                    users:
                      - {name: alice, email: alice@example.com, site: Headquarters, tenant: North}
                    agents:
                      - {name: dmz, type: socks5, host: 192.0.2.10, port: 1080, password: canary-agent}
                    vaults:
                      - {name: corp, provider: keystore, settings: {file: secrets.p12}}
                    plugins: [more]
                    """)
                .value()
                .orElseThrow();

    assertThat(settings.sites().orElseThrow())
        .extracting(Settings.Site::name, Settings.Site::kind)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Headquarters", Settings.SiteKind.INTERNAL),
            org.assertj.core.groups.Tuple.tuple("Customer A", Settings.SiteKind.CLIENT));
    assertThat(settings.tenants()).contains(List.of("North", "South"));
    assertThat(settings.groups()).contains(Map.of("soc-analysts", List.of("alice", "bob")));
    assertThat(settings.users().orElseThrow())
        .containsExactly(
            new Settings.User(
                new Place("sallyport.yaml", 7, 5),
                "alice",
                Optional.of("alice@example.com"),
                Optional.of("Headquarters"),
                Optional.of("North")));
    Settings.Agent agent = settings.agents().orElseThrow().get(0);
    assertThat(agent.type()).isEqualTo(Settings.AgentType.SOCKS5);
    assertThat(agent.password().orElseThrow().reveal()).isEqualTo("canary-agent");
    assertThat(settings.vaults().orElseThrow())
        .extracting(Settings.VaultDeclaration::provider)
        .containsExactly("keystore");
    assertThat(settings.plugins()).contains(List.of("more"));
    assertThat(settings.toString()).doesNotContain("canary");
  }

  @Test
  void needsNoSection() {
    assertThat(
            RecordBinder.bindConfiguration(
                    RecordSchema.of(Settings.class),
                    Mapping.empty(Place.of("sallyport.yaml")),
                    References.NONE)
                .value())
        .contains(Settings.NONE);
  }

  @Test
  void saysEverythingThatIsWrongWithItsPlace() {
    assertThat(
            bind("""
                    stes: []
                    sites: [{name: Headquarters, kind: extern}]
                    tenants: North
                    users: [{nmae: alice}]
                    agents: [{name: dmz, type: socks5, host: 192.0.2.10, port: "1080", password: 12345678}]
                    groups: [soc]
                    """)
                .violations())
        .extracting(
            violation -> violation.place() + ": " + violation.headline() + " " + violation.detail())
        .containsExactly(
            "sallyport.yaml:1:1: The parameter (stes) is unknown. Did you mean sites?",
            "sallyport.yaml:2:36: The value for parameter (kind) is invalid. It must be one of"
                + " internal, client.",
            "sallyport.yaml:3:10: The value for parameter (tenants) is invalid. It must be a list of"
                + " text.",
            "sallyport.yaml:4:10: The parameter (nmae) is unknown. Did you mean name?",
            "sallyport.yaml:4:9: The parameter (name) is required. It must be text.",
            "sallyport.yaml:5:60: The value for parameter (port) is invalid. It must be a whole"
                + " number.",
            "sallyport.yaml:5:78: The value for parameter (password) is invalid. It must be text:"
                + " put it in quotes.",
            "sallyport.yaml:6:9: The value for parameter (groups) is invalid. It must be a mapping"
                + " of names to a list of text.");
  }

  private static Bound bind(String yaml) {
    YamlResult read = YamlReader.read("sallyport.yaml", yaml);
    assertThat(read.problems()).isEmpty();
    return RecordBinder.bindConfiguration(
        RecordSchema.of(Settings.class), (Mapping) read.root().orElseThrow(), References.NONE);
  }
}
