// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.net.InetAddress;

/** A name leads only to addresses that it must not lead to. */
final class RefusedAddressException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String address;
  private final String kind;

  RefusedAddressException(InetAddress address, String kind) {
    super(address.getHostAddress() + " is " + kind);
    this.address = address.getHostAddress();
    this.kind = kind;
  }

  String address() {
    return address;
  }

  String kind() {
    return kind;
  }
}
