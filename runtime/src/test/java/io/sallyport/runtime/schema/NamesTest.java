// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  private static final List<String> COMMANDS =
      List.of(
          "Add Group Sender Lists",
          "Get Group Sender Lists",
          "Get All Organization Domains",
          "Test Connection");

  @ParameterizedTest
  @ValueSource(strings = {"Group ID", "groupId", "group_id", "GROUP-ID", " group.id ", "ＧｒｏｕｐＩＤ"})
  void foldsSpellingsOfOneNameToOne(String spelling) {
    assertThat(Names.fold(spelling)).isEqualTo("groupid");
  }

  @Test
  void foldsAlikeEverywhere() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(Names.fold("GROUP ID")).isEqualTo("groupid");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ad group sender list, Add Group Sender Lists",
    "Get Grp Sender Lists, Get Group Sender Lists",
    "domains, Get All Organization Domains",
    "TestConection, Test Connection",
    "Tset Connection, Test Connection",
  })
  void findsTheNearestName(String typed, String expected) {
    assertThat(Names.nearest(typed, COMMANDS)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "---", "reboot everything", "x", "id", "by", "--", "password"})
  void doesNotGuessWildly(String typed) {
    assertThat(Names.nearest(typed, COMMANDS)).isEmpty();
  }
}
