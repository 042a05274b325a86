// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Host;
import io.sallyport.plugin.secret.Vault;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.plugin.LoadedSecretProvider;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VaultsTest {

  private final Vaults none = Vaults.open(List.of(), new NoHost());

  @Test
  void takesAVariableThatIsSetAndNotEmpty() {
    Map<String, String> environment = Map.of("SET", "value", "EMPTY", "");
    Vaults vaults =
        Vaults.open(
            List.of(LoadedSecretProvider.builtIn(new EnvironmentSecrets(environment::get))),
            new NoHost());

    assertThat(vaults.find("${env:SET}")).isEqualTo("value");
    assertThatThrownBy(() -> vaults.find("${env:EMPTY}"))
        .hasMessageContaining("${env:EMPTY} is not set in the environment of this process.");
  }

  @Test
  void saysWhichReferenceFailedEvenWhenTheVaultDoesNotSayWhy() {
    assertThatThrownBy(() -> failing(new IOException()).find("${corp:key}"))
        .isInstanceOfSatisfying(
            CommandException.class,
            e -> {
              assertThat(e.status()).isEqualTo(503);
              assertThat(e.text())
                  .isEqualTo("${corp:key} cannot be read: the vault failed (IOException).");
            });
  }

  @Test
  void endsTheReasonOfAVaultWithOnePeriod() {
    assertThatThrownBy(() -> failing(new IOException("It is sealed.")).find("${corp:key}"))
        .isInstanceOfSatisfying(
            CommandException.class,
            e -> assertThat(e.text()).isEqualTo("${corp:key} cannot be read: It is sealed."));
  }

  @Test
  void letsTheVaultChooseTheStatus() {
    CommandException denied = CommandException.of(403, "The token may not read this.");

    assertThatThrownBy(() -> failing(denied).find("${corp:key}"))
        .isInstanceOfSatisfying(
            CommandException.class,
            e -> {
              assertThat(e.status()).isEqualTo(403);
              assertThat(e.text()).isEqualTo("The token may not read this.");
              assertThat(Finding.of(e)).contains(Finding.SECRET_UNAVAILABLE);
            });
  }

  @Test
  void staysInterruptedWhenTheWaitIsInterrupted() {
    try {
      Thread.currentThread().interrupt();
      Vaults hanging =
          none.with(
              "corp",
              key -> {
                Thread.sleep(Long.MAX_VALUE);
                return Optional.empty();
              });
      assertThatThrownBy(() -> hanging.find("${corp:key}"))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("The wait for ${corp:key} was interrupted.");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void asksNoVaultToFindOutWhetherAReferenceIsWellFormed() {
    List<String> asked = new ArrayList<>();
    Vaults vaults =
        none.with(
            "corp",
            key -> {
              asked.add(key);
              return Optional.of("value");
            });

    assertThat(vaults.problem("${corp:key}")).isEmpty();
    assertThat(vaults.problem("${corpo:key}").orElseThrow()).endsWith("Did you mean ${corp:…}?");
    assertThat(vaults.problem("${secrets:key}").orElseThrow()).endsWith("Known vaults: corp.");
    assertThat(asked).isEmpty();
    assertThat(vaults.find("${corp: key }")).isEqualTo("value");
    assertThat(asked).containsExactly("key");
  }

  @Test
  void closesEachVault() {
    List<String> closed = new ArrayList<>();
    Vaults vaults =
        none.with("one", new Closing("one", closed)).with("two", new Closing("two", closed));

    vaults.close();

    assertThat(vaults.names()).containsExactly("one", "two");
    assertThat(closed).containsExactly("one", "two");
  }

  private Vaults failing(Exception failure) {
    return none.with(
        "corp",
        key -> {
          throw failure;
        });
  }

  private record Closing(String name, List<String> closed) implements Vault {
    @Override
    public Optional<String> find(String key) {
      return Optional.empty();
    }

    @Override
    public void close() {
      closed.add(name);
    }
  }

  private static final class NoHost implements Host {
    @Override
    public String connectionName() {
      return "test";
    }

    @Override
    public ApiClient http(URI base) {
      throw new IllegalStateException("no vault here uses HTTP");
    }

    @Override
    public InstantSource clock() {
      return InstantSource.system();
    }
  }
}
