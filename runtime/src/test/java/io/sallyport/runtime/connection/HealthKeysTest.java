// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.CommandResult;
import io.sallyport.runtime.TinyConfiguration;
import io.sallyport.runtime.TinyIntegration;
import io.sallyport.runtime.health.HealthPolicy;
import io.sallyport.runtime.mail.MailSecurity;
import io.sallyport.runtime.mail.MailSettings;
import io.sallyport.runtime.secret.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code healthCheck}, {@code healthDefaults}, {@code mail} and {@code store}. */
class HealthKeysTest {

  private static final String MAIL =
      "mail: {host: smtp.example.com, from: sallyport@example.com}\n";

  @TempDir Path folder;

  private ConfigurationResult read(String settings, String connectionKeys) throws IOException {
    Files.writeString(folder.resolve("sallyport.yaml"), settings);
    return TinyConfiguration.read(
        folder,
        """
        connections:
          - name: one
            integration: tiny
            parameters: {serverUrl: https://tiny.example, password: "${file:password}"}
        """
            + connectionKeys.indent(4),
        new TinyIntegration((input, session, run) -> CommandResult.builder().build()),
        new Redactor(),
        false);
  }

  private List<String> problems(String settings, String connectionKeys) throws IOException {
    return read(settings, connectionKeys).problems().stream()
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .toList();
  }

  private Optional<HealthPolicy> policy(String settings, String connectionKeys) throws IOException {
    ConfigurationResult result = read(settings, connectionKeys);
    assertThat(result.problems()).isEmpty();
    Configuration configuration = result.configuration().orElseThrow();
    return configuration.healthPolicy(configuration.find("one").orElseThrow());
  }

  @Test
  void withoutAnIntervalThereIsNoHealthCheck() throws IOException {
    assertThat(policy("", "")).isEmpty();
    assertThat(policy("healthDefaults: {afterFailures: 5}", "")).isEmpty();
  }

  @Test
  void whatTheConnectionLeavesOutIsAsTheDefaultsSayAndThenAsIsUsual() throws IOException {
    HealthPolicy usual = policy("", "healthCheck: {interval: 15m}").orElseThrow();
    HealthPolicy mixed =
        policy(
                MAIL
                    + "healthDefaults: {interval: 1h, retryInterval: 5m, afterFailures: 4, recoverAfter: 1,"
                    + " reminder: 0s, notify: [soc@example.com]}",
                "healthCheck: {interval: 2m, afterFailures: 1}")
            .orElseThrow();

    assertThat(usual.retryInterval()).isEqualTo(Duration.ofMinutes(15));
    assertThat(usual.afterFailures()).isEqualTo(3);
    assertThat(usual.recoverAfter()).isEqualTo(2);
    assertThat(usual.reminder()).isEqualTo(Duration.ofHours(6));
    assertThat(usual.recipients()).isEmpty();
    assertThat(mixed.interval()).isEqualTo(Duration.ofMinutes(2));
    assertThat(mixed.retryInterval()).as("never longer").isEqualTo(Duration.ofMinutes(2));
    assertThat(mixed.afterFailures()).isEqualTo(1);
    assertThat(mixed.recoverAfter()).isEqualTo(1);
    assertThat(mixed.reminder()).isEqualTo(Duration.ZERO);
    assertThat(mixed.recipients()).containsExactly("soc@example.com");
  }

  @Test
  void aConnectionThatIsOffOrInactiveIsNotWatched() throws IOException {
    String defaults = "healthDefaults: {interval: 1h}";

    assertThat(policy(defaults, "")).isPresent();
    assertThat(policy(defaults, "healthCheck: {enabled: false}")).isEmpty();
    assertThat(policy(defaults, "active: false")).isEmpty();
  }

  @Test
  void whoIsToldChangesNothingAboutHowItIsReached() throws IOException {
    HealthPolicy before = policy("", "healthCheck: {interval: 15m}").orElseThrow();
    HealthPolicy after =
        policy(MAIL, "healthCheck: {interval: 1m, notify: [soc@example.com]}").orElseThrow();
    HealthPolicy elsewhere =
        policy("", "healthCheck: {interval: 15m}\ntimeouts: {connect: 1s}").orElseThrow();

    assertThat(after.identity()).isEqualTo(before.identity());
    assertThat(elsewhere.identity()).isNotEqualTo(before.identity());
  }

  @Test
  void findsAllThatIsWrongWithAHealthCheckAtOnce() throws IOException {
    assertThat(
            problems(
                "",
                """
                healthCheck:
                  interval: 15m
                  retryInterval: 1h
                  afterFailures: 0
                  recoverAfter: 21
                  reminder: 31d
                  notify: [soc@example.com]
                """))
        .anyMatch(line -> line.contains(":7:") && line.contains("(retryInterval)"))
        .anyMatch(line -> line.contains(":8:") && line.contains("between 1 and 100"))
        .anyMatch(line -> line.contains(":9:") && line.contains("between 1 and 20"))
        .anyMatch(line -> line.contains(":10:") && line.contains("(reminder)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          healthCheck: {afterFailures: 2}                          | 5:18 | healthCheck needs interval, here or in healthDefaults
          healthCheck: {interval: 15m, notify: [a@example.com]}    | 5:42 | notify needs a mail server: add mail:
          healthCheck: {interval: 500ms}                           | 5:29 | between 1s and 7 days
          healthCheck: {intervall: 1s}                             | 5:19 | Did you mean interval?
          """)
  void namesThePlaceAndWhatWouldBeAccepted(String keys, String place, String message)
      throws IOException {
    assertThat(problems("", keys))
        .anyMatch(line -> line.contains("tiny.yaml:" + place + ":") && line.contains(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          soc@example.com, SOC@example.com         | is named twice
          soc                                      | must be one plain address
          "Soc <soc@example.com>"                  | must be one plain address
          "soc@example.com,boss@example.com"       | must be one plain address
          "soc@example.com\\r\\nBcc: x@example.com" | must be one plain address
          "soc@exämple.com"                        | must be one plain address
          """)
  void takesPlainAddressesOnly(String addresses, String message) throws IOException {
    assertThat(problems(MAIL, "healthCheck: {interval: 15m, notify: [" + addresses + "]}"))
        .hasSize(1)
        .allMatch(line -> line.contains(message));
    assertThat(problems(MAIL + "healthDefaults: {notify: [" + addresses + "]}", ""))
        .hasSize(1)
        .allMatch(line -> line.contains(message) && line.contains("sallyport.yaml:2:"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          mail: {host: smtp.example.com}                                                              | (from) is required
          mail: {host: https://x, from: a@example.com}                                                | host must be a host name
          mail: {host: x, from: nobody}                                                               | must be one plain address
          mail: {host: x, from: a@example.com, port: 0}                                               | between 1 and 65535
          mail: {host: x, from: a@example.com, username: u}                                           | both username and password
          mail: {host: x, from: a@example.com, security: ssl}                                         | starttls
          mail: {host: x, from: a@example.com, security: none, username: u, password: "${env:HOME}"}  | in clear text
          mail: {host: x, from: a@example.com, trustCertificates: no-such.pem}                        | is neither
          mail: {host: x, from: a@example.com, operators: [a, b@example.com]}                         | must be one plain address
          mail: {host: x, from: a@example.com, perMinute: 0}                                          | between 1 and 6000
          store: {url: "jdbc:mysql://x/y"}                                                            | jdbc:h2:file: or jdbc:postgresql:
          store: {url: "jdbc:h2:file:./x;INIT=RUNSCRIPT"}                                             | leave out what follows the ;
          store: {url: "jdbc:postgresql://x/y?user=me&password=it"}                                   | in username and password, not in url
          store: {url: "jdbc:postgresql://me:it@x/y"}                                                 | in username and password, not in url
          store: {username: me}                                                                       | are for PostgreSQL
          """)
  void saysWhatIsWrongWithMailAndStore(String settings, String message) throws IOException {
    assertThat(problems(settings, ""))
        .isNotEmpty()
        .allMatch(line -> line.contains("sallyport.yaml:1:"))
        .anyMatch(line -> line.contains(message));
  }

  @Test
  void aFaultInMailDoesNotMakeEveryNotifyLookWrong() throws IOException {
    assertThat(
            problems(
                "mail: {host: 1.2.3.4, form: x}",
                "healthCheck: {interval: 15m, notify: [soc@example.com]}"))
        .isNotEmpty()
        .noneMatch(line -> line.contains("needs a mail server"));
  }

  @Test
  void aFaultInOneSectionHidesNoneInAnother() throws IOException {
    assertThat(
            problems(
                """
                healthDefaults: {intervall: 15m}
                mail: {host: smtp.example.com, from: nobody}
                store: {url: "jdbc:mysql://x/y"}
                """,
                ""))
        .hasSize(3)
        .anyMatch(line -> line.contains("sallyport.yaml:1:") && line.contains("interval?"))
        .anyMatch(line -> line.contains("sallyport.yaml:2:") && line.contains("plain address"))
        .anyMatch(line -> line.contains("sallyport.yaml:3:") && line.contains("jdbc:h2:file:"));
  }

  @Test
  void thePortIsThatOfTheSecurityUnlessItIsNamed() throws IOException {
    assertThat(mail("").port()).isEqualTo(587);
    assertThat(mail("").security()).isEqualTo(MailSecurity.STARTTLS);
    assertThat(mail(", security: tls").port()).isEqualTo(465);
    assertThat(mail(", security: none").port()).isEqualTo(25);
    assertThat(mail(", security: none, port: 2525").port()).isEqualTo(2525);
  }

  private MailSettings mail(String more) throws IOException {
    return read("mail: {host: smtp.example.com, from: a@example.com" + more + "}", "")
        .configuration()
        .orElseThrow()
        .mail()
        .orElseThrow();
  }

  @Test
  void theStoreIsAFileInTheDataFolderUnlessTheSettingsSayOtherwise() throws IOException {
    Configuration usual = read("", "").configuration().orElseThrow();
    Configuration named =
        read("store: {url: \"jdbc:postgresql://db.example.com/sallyport\", username: me}", "")
            .configuration()
            .orElseThrow();

    assertThat(usual.store(folder.resolve("data")).url())
        .isEqualTo("jdbc:h2:file:" + folder.resolve("data/sallyport"));
    assertThat(named.store(folder).url()).isEqualTo("jdbc:postgresql://db.example.com/sallyport");
    assertThat(named.store(folder).username()).contains("me");
  }

  @Test
  void warnsOnceOfConnectionsThatAreCheckedForNobody() throws IOException {
    ConfigurationResult result = read("healthDefaults: {interval: 1h}", "");

    assertThat(result.warnings())
        .anyMatch(warning -> warning.message().contains("nobody is told when it fails"));
    assertThat(
            read(MAIL + "healthDefaults: {interval: 1h, notify: [soc@example.com]}", "").warnings())
        .noneMatch(warning -> warning.message().contains("nobody is told"));
  }
}
