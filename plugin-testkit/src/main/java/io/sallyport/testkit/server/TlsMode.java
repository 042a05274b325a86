// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

/** How the TLS of a {@link FaultyServer} is, or is not. */
public enum TlsMode {
  /** A certificate for {@code localhost} and 127.0.0.1, from an authority that can be trusted. */
  TRUSTED,
  /** From the same authority and for the same names, but run out. */
  EXPIRED,
  /** From the same authority, but for {@code wrong.example}. */
  WRONG_HOST,
  /** Signed by itself alone. */
  UNTRUSTED,
  /** Whatever the client offers, the server chooses TLS 1.0. */
  OLD_PROTOCOL,
  /** The client's greeting is read and never answered. */
  SILENT_HANDSHAKE,
  /** Plain HTTP, at an address that says https. */
  PLAIN,
  /** The connection is reset when the client's greeting has come. */
  RESET_HANDSHAKE;

  boolean showsCertificate() {
    return this == TRUSTED || this == EXPIRED || this == WRONG_HOST || this == UNTRUSTED;
  }
}
