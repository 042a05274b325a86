// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.mail.MailSecurity;
import io.sallyport.runtime.mail.MailSettings;
import io.sallyport.runtime.settings.Settings;
import io.sallyport.runtime.settings.Settings.MailDeclaration;
import io.sallyport.runtime.settings.Settings.StoreDeclaration;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import io.sallyport.runtime.tree.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes of {@code mail} what the mail server needs, and says what is wrong with it, with {@code
 * store} and with who is to be told.
 */
final class MailReader {

  private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";

  private static final int MOST_RECIPIENTS = 50;

  /** A plain address: no name, no comment, no list, and nothing that a header would be split at. */
  static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,253}[A-Za-z0-9])?");

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost\\.?|127(\\.\\d{1,3}){3}|::1", Pattern.CASE_INSENSITIVE);

  private static final Pattern IN_URL =
      Pattern.compile("(?i).*[?&](user|password)=.*|jdbc:postgresql://[^/?]*@.*");

  private final Path folder;
  private final Mapping root;
  private final List<Problem> problems;

  /**
   * @param folder where relative paths start
   * @param root of {@code sallyport.yaml}, for places
   */
  MailReader(Path folder, Mapping root, List<Problem> problems) {
    this.folder = folder;
    this.root = root;
    this.problems = problems;
  }

  /** The mail server, where there is one; with a fault, too, since it is then not used. */
  Optional<MailSettings> read(Settings settings) {
    settings.store().ifPresent(this::checkStore);
    section("healthDefaults").flatMap(each -> each.find("notify")).ifPresent(this::checkRecipients);
    return settings.mail().map(this::mail);
  }

  private MailSettings mail(MailDeclaration mail) {
    Mapping section = section("mail").orElse(root);
    if (!HOST.matcher(mail.host()).matches()) {
      problem(section, "host", "host must be a host name or an IP address, without port and path.");
    }
    section.find("from").ifPresent(this::checkAddress);
    section.find("operators").ifPresent(this::checkRecipients);
    if (mail.username().isPresent() != mail.password().isPresent()) {
      problem(
          section,
          mail.username().isPresent() ? "username" : "password",
          "mail has both username and password, or neither.");
    }
    if (mail.security() == Settings.MailSecurity.NONE
        && mail.password().isPresent()
        && !LOOPBACK.matcher(mail.host()).matches()) {
      problem(
          section,
          "security",
          "With security: none the password would go over the wire in clear text. Use starttls or"
              + " tls, or leave username and password out.");
    }
    return new MailSettings(
        mail.host(),
        mail.effectivePort(),
        switch (mail.security()) {
          case NONE -> MailSecurity.NONE;
          case STARTTLS -> MailSecurity.STARTTLS;
          case TLS -> MailSecurity.TLS;
        },
        mail.username(),
        mail.password(),
        mail.from(),
        mail.trustCertificates().flatMap(value -> certificates(section, value)));
  }

  private Optional<String> certificates(Mapping section, String value) {
    if (value.contains(PEM_BEGIN)) {
      return Optional.of(value);
    }
    try {
      String pem = Files.readString(folder.resolve(value));
      if (pem.contains(PEM_BEGIN)) {
        return Optional.of(pem);
      }
      problem(section, "trustCertificates", value + " holds no certificate in PEM.");
    } catch (IOException | InvalidPathException e) {
      problem(
          section,
          "trustCertificates",
          "trustCertificates must be certificates in PEM or a file that can be read; "
              + value
              + " is neither.");
    }
    return Optional.empty();
  }

  private void checkStore(StoreDeclaration store) {
    Mapping section = section("store").orElse(root);
    String url = store.url().orElse("");
    boolean postgresql = url.startsWith("jdbc:postgresql:");
    if (store.url().isPresent() && !postgresql && !url.startsWith("jdbc:h2:file:")) {
      problem(
          section,
          "url",
          "url must begin with jdbc:h2:file: or jdbc:postgresql:, as in"
              + " jdbc:postgresql://db.example.com/sallyport.");
    } else if (IN_URL.matcher(url).matches()) {
      problem(section, "url", "Name user and password in username and password, not in url.");
    } else if (!postgresql && url.contains(";")) {
      problem(
          section, "url", "url must name a file and no settings: leave out what follows the ;.");
    }
    if (!postgresql && (store.username().isPresent() || store.password().isPresent())) {
      problem(
          section,
          store.username().isPresent() ? "username" : "password",
          "username and password are for PostgreSQL; an H2 file is guarded by its mode.");
    }
  }

  /** A list of addresses, each once. */
  void checkRecipients(Node written) {
    List<Scalar> addresses = DeclaredNames.scalars(Optional.of(written));
    Set<String> seen = new HashSet<>();
    for (Scalar address : addresses) {
      checkAddress(address);
      if (!seen.add(address.text().toLowerCase(Locale.ROOT))) {
        problems.add(new Problem(address.place(), address.text() + " is named twice."));
      }
    }
    if (addresses.size() > MOST_RECIPIENTS) {
      problems.add(
          new Problem(
              written.place(),
              "At most " + MOST_RECIPIENTS + " addresses: let the mail server keep a list."));
    }
  }

  private void checkAddress(Node written) {
    if (written instanceof Scalar address
        && address.kind() != Scalar.Kind.NULL
        && !ADDRESS.matcher(address.text()).matches()) {
      problems.add(
          new Problem(
              address.place(),
              "\"" + address.text() + "\" must be one plain address such as soc@example.com."));
    }
  }

  private Optional<Mapping> section(String key) {
    return root.find(key).filter(Mapping.class::isInstance).map(Mapping.class::cast);
  }

  private void problem(Mapping section, String key, String message) {
    Place place = section.find(key).map(Node::place).orElse(section.place());
    problems.add(new Problem(place, message));
  }
}
