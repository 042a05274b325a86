// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sallyport.plugin.CommandResult;
import io.sallyport.runtime.TinyIntegration;
import io.sallyport.runtime.plugin.LoadedIntegration;
import io.sallyport.runtime.plugin.PluginCatalog;
import org.junit.jupiter.api.Test;

class ReferenceTest {

  private final LoadedIntegration tiny =
      PluginCatalog.ofClasspath(
              new TinyIntegration((input, session, run) -> CommandResult.builder().build()))
          .find("tiny")
          .orElseThrow();

  @Test
  void markdownHasTheOrderOfTheDocumentWithTestConnectionLast() {
    String page = ReferenceMarkdown.of(tiny);

    assertThat(
            page.lines().filter(line -> line.startsWith("#") && !line.startsWith("###")).toList())
        .containsExactly(
            "# Tiny Product",
            "## Overview",
            "## Connection",
            "## Permission Requirements",
            "## Configuring Sallyport to Work with Tiny Product",
            "## Commands",
            "## Do It",
            "## Do It Later",
            "## Test Connection");
    assertThat(page)
        .contains(
            "| Server URL | `serverUrl` | Required | Where it is. Type: a web address such as https://host.example/path. | `https://tiny.example` |")
        .contains("| Region | `region` | Optional | Which part \\| of it. Default: eu. |  |")
        .contains("| Item ID | Optional | Its number. It must be digits only. | `12` |")
        .contains("| `ItemID` | Its number. |")
        .contains("Do It failed.\nStatus Code: 409.\nMessage: Conflict: done already.\n")
        .contains(
            "Test Connection failed. Failed to check the connector.\nStatus Code: 401.\nMessage: Unauthorized.\n")
        .contains("password: ${env:TINY_PASSWORD}");
  }

  @Test
  void textDescribesOneCommand() {
    assertThat(ReferenceText.of(tiny, tiny.findCommand("doit").orElseThrow()))
        .startsWith(
            "Do It  [write]  of Tiny Product\nDoes it | now.\n\nInput\n  Item ID  [Optional]\n")
        .contains("Key Fields\n  ItemID\n");
    assertThat(ReferenceText.of(tiny))
        .contains("Server URL  [Required]  serverUrl:", "Test Connection  [read]");
  }

  @Test
  void schemaIsJsonForCallersAndFiles() throws Exception {
    JsonNode all = new ObjectMapper().readTree(ReferenceSchema.of(tiny));
    JsonNode one =
        new ObjectMapper().readTree(ReferenceSchema.of(tiny.findCommand("Do It").orElseThrow()));

    assertThat(all.path("connection").path("properties").has("serverUrl")).isTrue();
    assertThat(all.path("commands").path("Do It").path("properties").has("Item ID")).isTrue();
    assertThat(one.path("title").asText()).isEqualTo("Do It");
  }
}
