// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import io.sallyport.plugin.Secret;
import java.util.Optional;

/**
 * The mail server.
 *
 * @param username with the password: to sign in; without: not to
 * @param password revealed for each connection that is made
 * @param from the address that mails come from
 * @param trustCertificates in PEM, to trust instead of the JVM's
 */
public record MailSettings(
    String host,
    int port,
    MailSecurity security,
    Optional<String> username,
    Optional<Secret> password,
    String from,
    Optional<String> trustCertificates) {}
