// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.restvault;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.secret.Vault;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;

/**
 * One vault. A key is a path, and perhaps {@code #} and where in the answer the secret is: the name
 * of a field, or a JSON pointer.
 */
final class RestVault implements Vault {

  private static final String PLACE = "{key}";

  private final ApiClient http;
  private final String path;
  private final String pointer;

  RestVault(ApiClient http, String path, String pointer) {
    this.http = http;
    this.path = path;
    this.pointer = pointer;
  }

  /** Never called: a look-up belongs to a run. */
  @Override
  public Optional<String> find(String key) {
    throw new UnsupportedOperationException("This vault sends requests, and needs a run for that");
  }

  @Override
  public Optional<String> find(String key, Invocation run) throws IOException {
    int hash = key.indexOf('#');
    String name = hash < 0 ? key : key.substring(0, hash);
    String where = pointer + (hash < 0 ? "" : pointer(key.substring(hash + 1)));
    ApiResponse answer = send(request(name), name, run);
    if (answer.status() == 404) {
      return Optional.empty();
    }
    JsonNode found = json(answer, name).at(where);
    if (found.isMissingNode() || found.isNull()) {
      return Optional.empty();
    }
    if (!found.isTextual()) {
      throw new IOException(
          "what the vault has at " + (where.isEmpty() ? "the top" : where) + " is no text");
    }
    return Optional.of(found.textValue());
  }

  /** Each part of the key becomes one segment of the path, encoded. */
  private ApiRequest request(String name) throws IOException {
    String[] segments = name.split("/", -1);
    String places = String.join("/", Collections.nCopies(segments.length, "{}"));
    try {
      return ApiRequest.get(path.replace(PLACE, places), (Object[]) segments).expecting(404);
    } catch (IllegalArgumentException e) {
      throw new IOException("\"" + name + "\" is not a path that a vault could have", e);
    }
  }

  private ApiResponse send(ApiRequest request, String name, Invocation run) throws IOException {
    try {
      return http.send(request, run);
    } catch (CommandException e) {
      if (e.status() == 401 || e.status() == 403) {
        // The vault has decided: this is no outage, during which an older value would do.
        throw CommandException.of(403, "Forbidden: the vault refuses " + name + ": " + e.text())
            .withCause(e);
      }
      throw new IOException(e.text(), e);
    }
  }

  private static JsonNode json(ApiResponse answer, String name) throws IOException {
    try {
      return answer.json();
    } catch (CommandException e) {
      throw new IOException("the vault's answer for " + name + " is not JSON", e);
    }
  }

  private static String pointer(String written) {
    return written.startsWith("/") ? written : "/" + written.replace("~", "~0").replace("/", "~1");
  }
}
