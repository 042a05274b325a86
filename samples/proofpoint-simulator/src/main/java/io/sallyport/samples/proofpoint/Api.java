// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers a request from the directory's state, checking in the vendor's presumed order:
 * credentials, route, organisation, role, body, rules, state.
 *
 * <p>Touches no network and keeps nothing between requests, so that threads may share it.
 */
final class Api {
  private final Directory directory;

  Api(Directory directory) {
    this.directory = directory;
  }

  Answer answer(Call call, Behaviour behaviour) {
    Optional<Route.Match> match = Route.find(call.path().segments());
    Answer answer;
    try {
      answer = served(call, match, behaviour);
    } catch (Refusal refusal) {
      answer = refused(refusal, call, match, behaviour);
    }
    return call.correlator() == null
        ? answer
        : answer.withHeaders(Map.of("X-correlator", call.correlator()));
  }

  /** Returns the answer to a request that met with a fault of the simulator itself. */
  Answer failed(Call call, Behaviour behaviour) {
    return refused(
        Refusal.of(Status.INTERNAL_SERVER_ERROR),
        call,
        Route.find(call.path().segments()),
        behaviour);
  }

  private static Answer refused(
      Refusal refusal, Call call, Optional<Route.Match> match, Behaviour behaviour) {
    String domain = match.map(found -> found.parameter("domain")).orElse("");
    String user = call.user() == null ? "" : call.user();
    return ErrorBody.of(
        refusal, domain.isEmpty() ? user : domain, behaviour.chosen(Behaviour.ErrorProfile.class));
  }

  private Answer served(Call call, Optional<Route.Match> match, Behaviour behaviour) {
    if (!call.path().insideApi()) {
      throw Refusal.of(Status.NOT_FOUND);
    }
    Account caller = authenticated(call);
    if (!caller.type().isAdministrator()) {
      return servedToUser(call, caller, match, behaviour);
    }
    if (!call.path().wellFormed()) {
      throw Refusal.of(Status.BAD_REQUEST);
    }
    Route.Match found = match.orElseThrow(() -> Refusal.of(Status.NOT_FOUND));
    requireMethod(call, found.route());
    if (found.route() == Route.ME) {
      return Answer.json(200, Presentation.account(caller, directory));
    }
    String domain = found.parameter("domain");
    Organisation organisation = visible(domain, caller, behaviour);
    return switch (found.route()) {
      case ME -> throw new IllegalStateException("Answered above.");
      case ENDPOINTS -> Answer.json(200, endpoints(call, behaviour));
      case ORGANISATION -> Answer.json(200, Presentation.organisation(organisation, directory));
      case DOMAINS -> Answer.json(200, domains(organisation, behaviour));
      case DOMAIN -> Answer.json(200, domain(organisation, found.parameter("name"), behaviour));
      case ORGANISATION_SENDER_LISTS, GROUP_SENDER_LISTS, USER_SENDER_LISTS ->
          new SenderListsResource(directory, behaviour).answer(call, caller, found, organisation);
    };
  }

  private Account authenticated(Call call) {
    if (call.user() == null || call.password() == null) {
      throw Refusal.of(Status.UNAUTHORIZED);
    }
    return directory
        .account(call.user())
        .filter(account -> account.password().equals(call.password()))
        .orElseThrow(() -> Refusal.of(Status.UNAUTHORIZED));
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
        yield Answer.json(200, Presentation.account(caller, directory));
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

  private static JsonNode endpoints(Call call, Behaviour behaviour) {
    List<String> stacks = List.of(call.origin().toString());
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
