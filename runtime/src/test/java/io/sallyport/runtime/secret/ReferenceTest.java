// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${env:NAME} | env | NAME",
        "${file:/run/secrets/name} | file | /run/secrets/name",
        "${corp-vault:proofpoint/acme#password} | corp-vault | proofpoint/acme#password",
        "${v.1_x: key with blanks } | v.1_x | key with blanks",
        "${env:a:b} | env | a:b",
        "${env:${x} | env | ${x",
      })
  void readsVaultAndKey(String text, String vault, String key) {
    assertThat(Reference.parse(text)).contains(new Reference(vault, key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${}",
        "${env}",
        "${env:}",
        "${:key}",
        "${Env:X}",
        "${-env:X}",
        "${env:X}}",
        "${a:b}${c:d}",
        "${env :X}",
        "$${env:X}",
        " ${env:X}",
        "${env:X} ",
        "{env:X}",
        "${env:X"
      })
  void refusesWhatIsNotWellFormed(String text) {
    assertThat(Reference.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"${}", "${env}", "${env:X}}", "${a:b}${c:d}"})
  void knowsWhatIsMeantAsOneAndIsNone(String text) {
    assertThat(Reference.isMeant(text)).isTrue();
  }

  @Test
  void readsAsItIsWritten() {
    assertThat(new Reference("env", "NAME")).hasToString("${env:NAME}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${env: }", "${env:\t}"})
  void refusesAKeyThatIsBlank(String text) {
    assertThat(Reference.parse(text)).isEmpty();
  }
}
