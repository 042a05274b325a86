// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.runtime.health.HealthEffect.Recovered;
import io.sallyport.runtime.health.HealthEvent.Checked;
import io.sallyport.runtime.health.HealthMachine.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthMachinePropertiesTest {

  private static final int HISTORIES = 2_000;

  @Test
  void holdsItsPromisesWhateverHappens() {
    Set<Phase> seen = EnumSet.noneOf(Phase.class);
    List<String> kinds = new ArrayList<>();
    for (long seed = 0; seed < HISTORIES; seed++) {
      RandomHistory history = new RandomHistory(seed, HealthMachine::step);
      history.play();
      seen.add(history.phase());
      kinds.addAll(history.kinds());
    }
    // Otherwise the promises would hold because nothing has happened.
    assertThat(seen).containsOnly(Phase.values());
    assertThat(kinds).contains("Opened", "Reminded", "Recovered", "Closed", "WentStale");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void catchesAMachineThatBreaksThem(Fault fault) {
    assertThatThrownBy(
            () -> {
              for (long seed = 0; seed < HISTORIES; seed++) {
                new RandomHistory(seed, fault::step).play();
              }
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed ")
        .hasMessageContaining(fault.promise);
  }

  /** What a machine could do wrong, and the promise that it would break. */
  private enum Fault {
    FORGETS_TO_COMPARE_NUMBERS("a check that was applied already") {
      @Override
      Step step(Health before, HealthPolicy policy, HealthEvent event, Instant now) {
        Health forgetful = event instanceof Checked ? before.slot(-1) : before;
        return HealthMachine.step(forgetful, policy, event, now);
      }
    },
    TELLS_OF_THE_END_OF_WHAT_NOBODY_KNOWS("has heard of it before") {
      @Override
      Step step(Health before, HealthPolicy policy, HealthEvent event, Instant now) {
        Step step = HealthMachine.step(before, policy, event, now);
        Optional<Incident> ended =
            before.incident().filter(incident -> incident.recipients().isEmpty());
        if (ended.isEmpty() || step.health().phase() != Phase.UP || policy.recipients().isEmpty()) {
          return step;
        }
        return new Step(
            step.health(), List.of(new Recovered(ended.get(), now, policy.recipients())));
      }
    },
    FORGETS_TO_CLOSE_THE_INCIDENT("an incident exactly while") {
      @Override
      Step step(Health before, HealthPolicy policy, HealthEvent event, Instant now) {
        Step step = HealthMachine.step(before, policy, event, now);
        return step.health().incident().isPresent()
            ? step
            : new Step(step.health().incident(before.incident()), step.effects());
      }
    },
    TELLS_OF_THE_BEGINNING_EACH_TIME("hears once that it began") {
      @Override
      Step step(Health before, HealthPolicy policy, HealthEvent event, Instant now) {
        Step step = HealthMachine.step(before, policy, event, now);
        return new Step(
            step.health()
                .incident(step.health().incident().map(HealthMachinePropertiesTest::untold)),
            step.effects());
      }
    },
    NEVER_TELLS_OF_THE_BEGINNING("leads to a mail") {
      @Override
      Step step(Health before, HealthPolicy policy, HealthEvent event, Instant now) {
        Step step = HealthMachine.step(before, policy, event, now);
        return new Step(
            step.health()
                .incident(step.health().incident().map(HealthMachinePropertiesTest::untold)),
            List.of());
      }
    },
    REMINDS_TOO_OFTEN("reminders are apart") {
      @Override
      Step step(Health before, HealthPolicy policy, HealthEvent event, Instant now) {
        HealthPolicy often =
            new HealthPolicy(
                policy.interval(),
                policy.retryInterval(),
                policy.afterFailures(),
                policy.recoverAfter(),
                policy.reminder().dividedBy(5),
                policy.recipients(),
                policy.identity());
        return HealthMachine.step(before, often, event, now);
      }
    },
    COUNTS_WHAT_SAYS_NOTHING("changes nothing but the number") {
      @Override
      Step step(Health before, HealthPolicy policy, HealthEvent event, Instant now) {
        boolean silent =
            event instanceof Checked checked
                && checked.outcome() instanceof CheckOutcome.Inconclusive;
        return HealthMachine.step(
            before,
            policy,
            silent
                ? new Checked(((Checked) event).slot(), Watching.failed(Category.CONNECT))
                : event,
            now);
      }
    },
    KEEPS_COUNTING("within their bounds") {
      @Override
      Step step(Health before, HealthPolicy policy, HealthEvent event, Instant now) {
        Step step = HealthMachine.step(before, policy, event, now);
        return step.health().phase() == Phase.UP && before.phase() == Phase.FAILING
            ? new Step(step.health().counts(before.failures(), 0, 0), step.effects())
            : step;
      }
    };

    private final String promise;

    Fault(String promise) {
      this.promise = promise;
    }

    abstract Step step(Health before, HealthPolicy policy, HealthEvent event, Instant now);
  }

  private static Incident untold(Incident incident) {
    return new Incident(
        incident.number(),
        incident.since(),
        incident.openedAt(),
        incident.failures(),
        List.of(),
        incident.nextReminder(),
        incident.reminders(),
        incident.note());
  }
}
