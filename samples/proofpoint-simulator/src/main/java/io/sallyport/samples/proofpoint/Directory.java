// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The vendor's state: organisations with their domains and groups, accounts, and the sender lists
 * of each organisation, group and user.
 *
 * <p>Safe for concurrent use: a test may look at it and change it while the simulator serves it.
 */
public final class Directory {
  private final Map<Integer, Organisation> organisations = new ConcurrentHashMap<>();
  private final Map<String, Integer> eidByDomain = new ConcurrentHashMap<>();
  private final Map<String, Account> accountByEmail = new ConcurrentHashMap<>();
  private final Map<Integer, URI> stackByEid = new ConcurrentHashMap<>();
  private final Set<String> passwords = ConcurrentHashMap.newKeySet();
  private final Map<Scope, SenderLists> senderLists = new ConcurrentHashMap<>();

  /** Returns a filled directory: what the command line and most tests use. */
  public static Directory demo() {
    return DemoDirectory.create();
  }

  /** Adds an organisation, or replaces the one of that number; its lists stay. */
  public Directory add(Organisation organisation) {
    Organisation former = organisations.put(organisation.eid(), organisation);
    if (former != null) {
      former.domains().forEach(domain -> eidByDomain.remove(folded(domain.name()), former.eid()));
    }
    organisation
        .domains()
        .forEach(domain -> eidByDomain.put(folded(domain.name()), organisation.eid()));
    return this;
  }

  /** Adds an account, or replaces the one of that address, to change its password for example. */
  public Directory add(Account account) {
    passwords.add(account.password());
    accountByEmail.put(folded(account.email()), account);
    return this;
  }

  /**
   * Gives an account another password; the old one is refused from the next request on.
   *
   * @throws IllegalArgumentException when there is no such account
   */
  public Directory changePassword(String email, String password) {
    passwords.add(password);
    return changed(email, account -> account.withPassword(password));
  }

  /**
   * Says how an account signs in.
   *
   * @throws IllegalArgumentException when there is no such account
   */
  public Directory changeSignIn(String email, SignIn signIn) {
    return changed(email, account -> account.withSignIn(signIn));
  }

  /** Lets the passwords that all accounts have now be refused from a moment on. */
  public Directory expirePasswords(Instant moment) {
    accountByEmail.replaceAll((email, account) -> account.withPasswordExpiring(moment));
    return this;
  }

  /**
   * Puts so many more senders, like {@code sender1@bulk.example}, on the block list of the
   * organisation that has a domain.
   *
   * @throws IllegalArgumentException when no organisation has it
   */
  public Directory fill(String domain, int entries) {
    senderLists(domain)
        .addNew(
            new SenderEntries(
                null,
                IntStream.rangeClosed(1, entries)
                    .mapToObj(number -> "sender" + number + "@bulk.example")
                    .toList()));
    return this;
  }

  /**
   * Moves the organisation that has a domain to another of the vendor's stacks: it is invisible
   * here, and {@code /endpoints} names the address.
   *
   * @throws IllegalArgumentException when no organisation has it
   */
  public Directory moveToStack(String domain, URI stack) {
    stackByEid.put(required(domain).eid(), stack);
    return this;
  }

  /** Finds the organisation that has a domain, whether or not it is the primary one. */
  public Optional<Organisation> organisation(String domain) {
    return Optional.ofNullable(eidByDomain.get(folded(domain))).map(organisations::get);
  }

  /** Finds an account by its address. */
  public Optional<Account> account(String email) {
    return Optional.ofNullable(accountByEmail.get(folded(email)));
  }

  /** Returns the accounts of an organisation, ordered by their numbers. */
  public List<Account> accountsOf(Organisation organisation) {
    return accountByEmail.values().stream()
        .filter(account -> account.eid() == organisation.eid())
        .sorted((one, other) -> Integer.compare(one.id(), other.id()))
        .toList();
  }

  /**
   * Returns the lists of the organisation that has a domain.
   *
   * @throws IllegalArgumentException when no organisation has it
   */
  public SenderLists senderLists(String domain) {
    return lists(new Scope(required(domain), Scope.Kind.ORGANISATION, ""));
  }

  /**
   * Returns the lists of a group, by its id.
   *
   * @throws IllegalArgumentException when the organisation or the group does not exist
   */
  public SenderLists groupSenderLists(String domain, String groupId) {
    Organisation organisation = required(domain);
    if (organisation.groups().stream().noneMatch(group -> group.id().equals(groupId))) {
      throw new IllegalArgumentException(domain + " has no group with the id " + groupId + ".");
    }
    return lists(new Scope(organisation, Scope.Kind.GROUP, groupId));
  }

  /**
   * Returns the lists of a user, by his address.
   *
   * @throws IllegalArgumentException when the organisation or the user does not exist
   */
  public SenderLists userSenderLists(String domain, String email) {
    Organisation organisation = required(domain);
    if (account(email).filter(account -> account.eid() == organisation.eid()).isEmpty()) {
      throw new IllegalArgumentException(domain + " has no user with the address " + email + ".");
    }
    return lists(new Scope(organisation, Scope.Kind.USER, folded(email)));
  }

  /** Tells whether an account's own organisation, or for a partner one above, is this one. */
  boolean manages(Account account, Organisation organisation) {
    if (!account.type().isPartner()) {
      return account.eid() == organisation.eid();
    }
    return lineage(organisation).stream().anyMatch(one -> one.eid() == account.eid());
  }

  /** Returns an organisation and the ones above it, itself first. */
  List<Organisation> lineage(Organisation organisation) {
    List<Organisation> lineage = new ArrayList<>();
    Organisation current = organisation;
    while (current != null && !lineage.contains(current)) {
      lineage.add(current);
      current = parentOf(current);
    }
    return lineage;
  }

  /** Returns the other stack on which an organisation lives, empty when it lives here. */
  Optional<URI> otherStack(Organisation organisation) {
    return Optional.ofNullable(stackByEid.get(organisation.eid()));
  }

  /** Returns every password that an account has or had, to keep them out of journals. */
  Set<String> passwords() {
    return Set.copyOf(passwords);
  }

  Optional<Organisation> organisation(int eid) {
    return Optional.ofNullable(organisations.get(eid));
  }

  private @Nullable Organisation parentOf(Organisation organisation) {
    Integer parent = organisation.parent();
    return parent == null ? null : organisations.get(parent);
  }

  private Directory changed(String email, UnaryOperator<Account> change) {
    if (accountByEmail.computeIfPresent(folded(email), (key, account) -> change.apply(account))
        == null) {
      throw new IllegalArgumentException("There is no account with the address " + email + ".");
    }
    return this;
  }

  private Organisation required(String domain) {
    return organisation(domain)
        .orElseThrow(
            () -> new IllegalArgumentException("No organisation has the domain " + domain + "."));
  }

  private SenderLists lists(Scope scope) {
    return senderLists.computeIfAbsent(scope, added -> new SenderLists());
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private record Scope(int eid, Kind kind, String id) {
    enum Kind {
      ORGANISATION,
      GROUP,
      USER
    }

    Scope(Organisation organisation, Kind kind, String id) {
      this(organisation.eid(), kind, id);
    }
  }
}
