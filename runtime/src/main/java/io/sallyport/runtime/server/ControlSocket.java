// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.server;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file of the control socket: where it is, and who may be behind it. */
final class ControlSocket {

  /** What Linux allows a socket's path to be; others allow less. */
  private static final int LONGEST_PATH = 107;

  static Path in(Path data) {
    return data.resolve("control.sock").toAbsolutePath().normalize();
  }

  static UnixDomainSocketAddress address(Path data) throws ControlSocketException {
    Path socket = in(data);
    int length = socket.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (length > LONGEST_PATH) {
      throw new ControlSocketException(
          "The path of the control socket, "
              + socket
              + ", is "
              + length
              + " bytes long, and the operating system takes "
              + LONGEST_PATH
              + ". Name a data folder with a shorter path with --data DIR or SALLYPORT_DATA.");
    }
    return UnixDomainSocketAddress.of(socket);
  }

  /** Makes the folder, for its owner alone; one that others may write is refused. */
  static void prepare(Path data) throws ControlSocketException {
    try {
      if (!Files.isDirectory(data)) {
        Files.createDirectories(
            data,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(data);
      if (permissions.contains(PosixFilePermission.GROUP_WRITE)
          || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new ControlSocketException(
            "The data folder "
                + data
                + " can be written by other users (mode "
                + PosixFilePermissions.toString(permissions)
                + "): they could put a socket of their own there. Do: chmod 700 "
                + data);
      }
    } catch (IOException e) {
      throw new ControlSocketException(
          "The data folder " + data + " cannot be made or read: " + reason(e), e);
    }
  }

  /** Listens; what a killed process has left there is removed. The caller holds the lock. */
  static ServerSocketChannel listen(Path data) throws ControlSocketException {
    UnixDomainSocketAddress address = address(data);
    try {
      Files.deleteIfExists(address.getPath());
      ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      channel.bind(address);
      Files.setPosixFilePermissions(
          address.getPath(), PosixFilePermissions.fromString("rw-------"));
      return channel;
    } catch (IOException e) {
      throw new ControlSocketException(
          "The control socket " + address.getPath() + " cannot be made: " + reason(e), e);
    }
  }

  /** Whose socket it is, by the file system. */
  static String owner(Path socket) throws IOException {
    return Files.getOwner(socket, LinkOption.NOFOLLOW_LINKS).getName();
  }

  /** The exception's words; many of {@code java.nio} hold a path alone. */
  static String reason(IOException failure) {
    String kind = failure.getClass().getSimpleName().replace("Exception", "");
    return failure.getMessage() == null ? kind : kind + " (" + failure.getMessage() + ")";
  }

  private ControlSocket() {}
}
