// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.testkit.server.Fault;
import io.sallyport.testkit.server.FaultyServer;
import io.sallyport.testkit.server.Handler;
import io.sallyport.testkit.server.ServerAnswer;
import io.sallyport.testkit.server.ServerObserver;
import io.sallyport.testkit.server.ServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The vendor behind the wire: answers a request and keeps the journal. Threads may share it. */
final class Vendor implements Handler, ServerObserver {
  private final CompletableFuture<FaultyServer> server = new CompletableFuture<>();
  private final Directory directory;
  private final Api api;
  private final Journal journal = new Journal();
  private final Control control;
  private final Consumer<JournalEntry> listener;
  private volatile Behaviour behaviour;

  Vendor(
      Behaviour behaviour,
      Directory directory,
      InstantSource clock,
      Consumer<JournalEntry> listener) {
    this.behaviour = behaviour;
    this.directory = directory;
    this.listener = listener;
    this.api = new Api(directory, clock);
    this.control =
        new Control(directory, journal, api::resetLockOuts, () -> server.join().faults());
  }

  /** Says which server this stands behind; a request that is faster waits for it. */
  void isAt(FaultyServer started) {
    server.complete(started);
  }

  Directory directory() {
    return directory;
  }

  Journal journal() {
    return journal;
  }

  void behaviour(Behaviour changed) {
    behaviour = changed;
  }

  void resetLockOuts() {
    api.resetLockOuts();
  }

  @Override
  public ServerAnswer answer(ServerRequest request) {
    if (Control.owns(request.path())) {
      return control.answer(request);
    }
    Behaviour current = behaviour;
    Call call =
        new Call(request, RequestPath.of(request.path(), current.prefix()), server.join().uri());
    return answer(call, current).toServerAnswer();
  }

  @Override
  public boolean spares(String path) {
    return Control.owns(path);
  }

  @Override
  public void observe(ServerRequest request, Optional<Fault> fault, int status, Duration took) {
    if (Control.owns(request.path())) {
      return;
    }
    Redaction redaction = new Redaction(passwords(request));
    JournalEntry entry =
        new JournalEntry(
            request.method(),
            redaction.masked(request.target()),
            status,
            redaction.masked(request.header("X-User").orElse("")),
            redaction.masked(request.text()),
            took,
            fault.map(Fault::toString).orElse(""));
    journal.add(entry);
    listener.accept(entry);
  }

  private Answer answer(Call call, Behaviour current) {
    try {
      return api.answer(call, current);
    } catch (RuntimeException fault) {
      // Asked for here: a logger looks through every jar, which a test need not wait for.
      System.getLogger(Vendor.class.getName())
          .log(System.Logger.Level.ERROR, "Could not answer a " + call.method(), fault);
      return api.failed(call, current);
    }
  }

  private List<String> passwords(ServerRequest request) {
    List<String> passwords = new ArrayList<>(directory.passwords());
    request
        .header("X-Password")
        // A wrong one may be nearly the right one; one this short would mask half the text.
        .filter(sent -> sent.length() > 3)
        .ifPresent(passwords::add);
    return passwords;
  }
}
