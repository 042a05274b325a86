// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Finds the mail server and connects to it; each of its addresses is tried. */
final class Dialer {

  private final MailSettings settings;
  private final MailTimes times;

  Dialer(MailSettings settings, MailTimes times) {
    this.settings = settings;
    this.times = times;
  }

  /** Returns a connected socket that the deadline guards. */
  GuardedSocket dial(Conversation conversation, Deadline deadline) throws IOException {
    conversation.enter(MailStage.NAME_LOOK_UP);
    InetAddress[] addresses = lookUp(deadline);
    conversation.evidence(
        settings.host()
            + " → "
            + Arrays.stream(addresses)
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", ")));
    conversation.enter(MailStage.CONNECT);
    IOException failed = new UnknownHostException(settings.host());
    for (InetAddress address : addresses) {
      try {
        GuardedSocket socket = connect(address, deadline);
        conversation.evidence(address.getHostAddress() + " port " + settings.port());
        return socket;
      } catch (IOException e) {
        failed = e;
      }
    }
    throw failed;
  }

  private GuardedSocket connect(InetAddress address, Deadline deadline) throws IOException {
    GuardedSocket socket = new GuardedSocket(times.write());
    deadline.guard(socket);
    try {
      // With the name that is meant: the certificate has to be for it, and nothing is looked up.
      InetAddress named = InetAddress.getByAddress(settings.host(), address.getAddress());
      socket.connect(
          new InetSocketAddress(named, settings.port()),
          Math.toIntExact(times.connect().toMillis()));
      socket.setSoTimeout(Math.toIntExact(times.read().toMillis()));
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** In a thread of its own: a name server that does not answer cannot be interrupted. */
  private InetAddress[] lookUp(Deadline deadline) throws IOException {
    FutureTask<InetAddress[]> task =
        new FutureTask<>(() -> InetAddress.getAllByName(settings.host()));
    Thread thread = new Thread(task, "mail-name-look-up");
    thread.setDaemon(true);
    thread.start();
    long patience = Math.min(times.read().toNanos(), deadline.left().toNanos());
    try {
      return task.get(patience, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      UnknownHostException unknown = new UnknownHostException(settings.host());
      unknown.initCause(e.getCause());
      throw unknown;
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("The name look-up timed out");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
