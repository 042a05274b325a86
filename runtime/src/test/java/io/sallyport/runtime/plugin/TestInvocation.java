// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a run says. */
final class TestInvocation implements Invocation {

  final List<String> log = new ArrayList<>();

  @Override
  public String id() {
    return "test-run";
  }

  @Override
  public Instant deadline() {
    return Instant.MAX;
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public void log(String line) {
    log.add(line);
  }

  @Override
  public void warn(String line) {
    log.add(line);
  }

  @Override
  public void item(Item item) {
    log.add(item.toString());
  }
}
