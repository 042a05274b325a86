// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A process of its own that puts mails in, and prints the key of each that is committed. */
final class WritesUntilKilled {

  /**
   * Never ends by itself.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    try (Store store = Store.open(settings(), Path.of(arguments[0]), InstantSource.system())) {
      for (int index = 0; ; index++) {
        String key = "mail " + index;
        store.outbox().add(List.of(Mails.mail(key, key, MailKind.OPENED)));
        out.println(key);
      }
    }
  }

  static StoreSettings settings() {
    return new StoreSettings("jdbc:h2:file:./kept", Optional.empty(), Optional.empty());
  }

  private WritesUntilKilled() {}
}
