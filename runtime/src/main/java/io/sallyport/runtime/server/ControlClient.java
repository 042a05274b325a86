// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** One request to a runtime that serves. Closing it tells that nobody waits any more. */
public final class ControlClient implements AutoCloseable {

  private final Path socket;
  private final SocketChannel channel;

  private ControlClient(Path socket, SocketChannel channel) {
    this.socket = socket;
    this.channel = channel;
  }

  /**
   * Connects to the runtime that serves with this data folder.
   *
   * @return empty when none does
   * @throws ControlSocketException when somebody else may be behind the socket, or it may not be
   *     used by this user
   */
  public static Optional<ControlClient> connect(Path data) throws ControlSocketException {
    Path socket = ControlSocket.in(data);
    if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    UnixDomainSocketAddress address = ControlSocket.address(data);
    try {
      String owner = ControlSocket.owner(socket);
      String self = System.getProperty("user.name", "");
      if (!owner.equals(self) && !owner.equals("root") && !self.equals("root")) {
        throw new ControlSocketException(
            "The control socket "
                + socket
                + " belongs to "
                + owner
                + ", so it is not asked. Run this as "
                + owner
                + ", or name another data folder with --data DIR.");
      }
      return Optional.of(new ControlClient(socket, SocketChannel.open(address)));
    } catch (java.net.ConnectException nobody) {
      // What a killed process has left.
      return Optional.empty();
    } catch (IOException e) {
      if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      throw new ControlSocketException(
          "The control socket " + socket + " cannot be used: " + ControlSocket.reason(e), e);
    }
  }

  public Path socket() {
    return socket;
  }

  /**
   * Waits for the answer, however long that takes.
   *
   * @return empty when the runtime has ended before it answered
   */
  public Optional<ObjectNode> ask(ObjectNode request) {
    try {
      Lines.write(channel, request);
      return Lines.read(channel);
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException closedAnyway) {
      // A channel whose close fails is closed.
    }
  }
}
