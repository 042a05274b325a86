// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Ends a request with an error status; how it looks on the wire is {@link ErrorBody}'s matter. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Status status;
  private final transient List<Fault> faults;
  private final transient Map<String, String> headers;

  private Refusal(Status status, List<Fault> faults, Map<String, String> headers) {
    super(status.reason(), null, false, false);
    this.status = status;
    this.faults = List.copyOf(faults);
    this.headers = headers;
  }

  static Refusal of(Status status) {
    return new Refusal(status, List.of(), Map.of());
  }

  static Refusal of(Status status, String field, String text) {
    return of(status, List.of(new Fault(field, text)));
  }

  static Refusal of(Status status, List<Fault> faults) {
    return new Refusal(status, faults, Map.of());
  }

  static Refusal methodNotAllowed(String allowed) {
    return new Refusal(Status.METHOD_NOT_ALLOWED, List.of(), Map.of("Allow", allowed));
  }

  static Refusal tooManyRequests(String retryAfter) {
    return new Refusal(Status.TOO_MANY_REQUESTS, List.of(), Map.of("Retry-After", retryAfter));
  }

  Status status() {
    return status;
  }

  List<Fault> faults() {
    return faults;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** Returns the vendor's one-line text: the reason, and after a colon each field with its text. */
  String text() {
    if (faults.isEmpty()) {
      return status.reason();
    }
    return faults.stream()
        .map(fault -> fault.field() + " - " + fault.text())
        .collect(Collectors.joining(", ", status.reason() + ": ", ""));
  }

  /** What is wrong with one field of the request. */
  record Fault(String field, String text) {}
}
