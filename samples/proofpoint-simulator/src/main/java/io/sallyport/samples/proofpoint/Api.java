// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Answers a request from the directory's state, checking in the vendor's presumed order: number of
 * requests, credentials, route, organisation, role, body, rules, state.
 *
 * <p>Touches no network; threads may share it.
 */
final class Api {
  private final Directory directory;
  private final InstantSource clock;
  private final SignIns signIns;
  private final Throttling throttling;

  Api(Directory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
    this.signIns = new SignIns(directory);
    this.throttling = new Throttling(directory);
  }

  Answer answer(Call call, Behaviour behaviour) {
    Optional<Route.Match> match = Route.find(call.path().segments());
    Answer answer;
    try {
      answer = served(call, match, behaviour, clock.instant());
    } catch (Refusal refusal) {
      answer = refused(refusal, call, match, behaviour);
    }
    return finished(answer, call, behaviour);
  }

  /** Opens every account that is locked. */
  void resetLockOuts() {
    signIns.reset();
  }

  /** Returns the answer to a request that met with a fault of the simulator itself. */
  Answer failed(Call call, Behaviour behaviour) {
    Answer answer =
        refused(
            Refusal.of(Status.INTERNAL_SERVER_ERROR),
            call,
            Route.find(call.path().segments()),
            behaviour);
    return finished(answer, call, behaviour);
  }

  private static Answer refused(
      Refusal refusal, Call call, Optional<Route.Match> match, Behaviour behaviour) {
    String domain = match.map(found -> found.parameter("domain")).orElse("");
    String user = call.user() == null ? "" : call.user();
    return ErrorBody.of(
        refusal, domain.isEmpty() ? user : domain, behaviour.chosen(Behaviour.ErrorProfile.class));
  }

  private static Answer finished(Answer answer, Call call, Behaviour behaviour) {
    Answer declared = AnswerShape.declared(answer, behaviour);
    return call.correlator() == null
            || behaviour.chosen(Behaviour.Correlator.class) == Behaviour.Correlator.DROPPED
        ? declared
        : declared.withHeader("X-correlator", call.correlator());
  }

  private Answer served(Call call, Optional<Route.Match> match, Behaviour behaviour, Instant now) {
    if (!call.path().insideApi()) {
      throw Refusal.of(Status.NOT_FOUND);
    }
    throttling.require(call, behaviour, now);
    Account caller = signIns.caller(call, behaviour, now);
    if (!caller.type().isAdministrator()) {
      return servedToUser(call, caller, match, behaviour);
    }
    if (!call.path().wellFormed()) {
      throw Refusal.of(Status.BAD_REQUEST);
    }
    Route.Match found = match.orElseThrow(() -> unserved(call, behaviour));
    requireMethod(call, found.route());
    if (found.route() == Route.ME) {
      return json(Presentation.account(caller, directory), behaviour);
    }
    String domain = found.parameter("domain");
    Organisation organisation = visible(domain, caller, behaviour);
    if (found.route() == Route.ENDPOINTS) {
      return json(endpoints(call, organisation, behaviour), behaviour);
    }
    if (directory.otherStack(organisation).isPresent()) {
      throw invisible(behaviour);
    }
    return switch (found.route()) {
      case ME, ENDPOINTS -> throw new IllegalStateException("Answered above.");
      case ORGANISATION -> json(organisation(organisation, behaviour, now), behaviour);
      case DOMAINS -> json(domains(organisation, behaviour), behaviour);
      case DOMAIN -> json(domain(organisation, found.parameter("name"), behaviour), behaviour);
      case ORGANISATION_SENDER_LISTS, GROUP_SENDER_LISTS, USER_SENDER_LISTS ->
          new SenderListsResource(directory, behaviour, now)
              .answer(call, caller, found, organisation);
    };
  }

  private Answer servedToUser(
      Call call, Account caller, Optional<Route.Match> match, Behaviour behaviour) {
    return switch (behaviour.chosen(Behaviour.NonAdministrator.class)) {
      case UNAUTHORIZED -> throw Refusal.of(Status.UNAUTHORIZED);
      case FORBIDDEN -> throw Refusal.of(Status.FORBIDDEN);
      case SEES_ITSELF -> {
        if (match.filter(found -> found.route() == Route.ME).isEmpty()) {
          throw Refusal.of(Status.FORBIDDEN);
        }
        requireMethod(call, Route.ME);
        yield json(Presentation.account(caller, directory), behaviour);
      }
    };
  }

  private static void requireMethod(Call call, Route route) {
    if (!route.allows(call.method())) {
      throw Refusal.methodNotAllowed(route.allowed());
    }
  }

  private Organisation visible(String domain, Account caller, Behaviour behaviour) {
    return directory
        .organisation(domain)
        .filter(organisation -> directory.manages(caller, organisation))
        .orElseThrow(() -> invisible(behaviour));
  }

  private static Refusal invisible(Behaviour behaviour) {
    return Refusal.of(behaviour.chosen(Behaviour.InvisibleOrganisation.class).status());
  }

  private static Refusal unserved(Call call, Behaviour behaviour) {
    return Refusal.of(
        Route.isElsewhere(call.path().segments())
            ? behaviour.chosen(Behaviour.OtherPaths.class).status()
            : Status.NOT_FOUND);
  }

  private static Answer json(JsonNode body, Behaviour behaviour) {
    return Answer.json(200, AnswerShape.of(body, behaviour));
  }

  private JsonNode organisation(Organisation organisation, Behaviour behaviour, Instant now) {
    SenderEntries lists =
        directory.senderLists(organisation.primaryDomain()).seen(now, behaviour.lag());
    return Presentation.organisation(organisation, lists, directory);
  }

  private JsonNode endpoints(Call call, Organisation organisation, Behaviour behaviour) {
    URI stack = directory.otherStack(organisation).orElse(call.origin());
    List<String> stacks = List.of(stack.toString());
    return switch (behaviour.chosen(Behaviour.EndpointsProfile.class)) {
      case ARRAY -> Presentation.texts(stacks);
      case ENVELOPE -> Presentation.envelope("endpoints", Presentation.texts(stacks));
    };
  }

  private static JsonNode domains(Organisation organisation, Behaviour behaviour) {
    return switch (behaviour.chosen(Behaviour.DomainsProfile.class)) {
      case ENVELOPE ->
          Presentation.envelope("domains", Presentation.domains(organisation.domains()));
      case ARRAY -> Presentation.domains(organisation.domains());
      case SINGLE_OBJECT -> Presentation.domain(organisation.domains().get(0));
    };
  }

  private static JsonNode domain(Organisation organisation, String name, Behaviour behaviour) {
    return organisation.domains().stream()
        .filter(domain -> domain.name().equalsIgnoreCase(name))
        .findFirst()
        .map(Presentation::domain)
        .orElseThrow(() -> invisible(behaviour));
  }
}
