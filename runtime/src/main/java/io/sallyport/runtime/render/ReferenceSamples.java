// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import io.sallyport.plugin.ErrorSample;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.command.ErrorReport;
import io.sallyport.runtime.plugin.LoadedCommand;
import io.sallyport.runtime.plugin.LoadedIntegration;
import io.sallyport.runtime.schema.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What reference pages of every form say alike: descriptions with type and default, sample values,
 * a sample error.
 */
final class ReferenceSamples {

  /** The description, and what a value must be where it is not plain text. */
  static String description(Parameter parameter) {
    StringBuilder text = new StringBuilder(parameter.description());
    String type = parameter.type().describe();
    if (!type.equals("text")) {
      text.append(" Type: ").append(type).append('.');
    }
    if (!parameter.expected().isEmpty()) {
      text.append(" It must be ").append(parameter.expected()).append('.');
    }
    parameter
        .defaultValue()
        .ifPresent(value -> text.append(" Default: ").append(value).append('.'));
    return text.toString();
  }

  static ErrorReport error(LoadedCommand command) {
    ErrorSample sample = command.errorSample();
    String indicator =
        command.name()
            + (command.isTestConnection() ? " failed. Failed to check the connector." : " failed.");
    return new ErrorReport(
        indicator, sample.status(), Sent.YES, sample.message(), List.of(), Optional.empty());
  }

  /** A secret is shown as a reference, never as a value. */
  static String yamlValue(LoadedIntegration integration, Parameter parameter) {
    if (parameter.isSecret()) {
      String name = integration.info().id() + "-" + parameter.key();
      return "${env:" + name.replace('-', '_').toUpperCase(Locale.ROOT) + "}";
    }
    return parameter.example().isEmpty() ? "…" : parameter.example();
  }

  private ReferenceSamples() {}
}
