// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came back, as it was sent.
 *
 * @param headers by name, in any case
 * @param body perhaps packed
 * @param notes what a person should know if the answer is a failure
 */
record Answer(int status, Map<String, List<String>> headers, Buffer body, List<String> notes) {

  Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  Answer withNote(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Answer(status, headers, body, List.copyOf(more));
  }
}
