// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

  private final FaultPlan plan = new FaultPlan();

  @Test
  void letsEverythingPassWithoutRules() {
    assertThat(plan.next("GET", "/a")).isEmpty();
  }

  @Test
  void catchesAsManyAsTheRuleSaysAfterThoseItLetsPass() {
    plan.add(FaultRule.parse("GET /a silent times=2 after=1"));

    assertThat(next(5)).containsExactly("", "silent", "silent", "", "");
  }

  @Test
  void goesOnCatchingWithoutALimit() {
    plan.add(FaultRule.parse("silent"));

    assertThat(next(3)).containsExactly("silent", "silent", "silent");
  }

  @Test
  void takesTheFirstRuleThatIsNotUsedUp() {
    plan.add(FaultRule.parse("GET /a silent times=1"));
    plan.add(FaultRule.parse("GET /b close"));
    plan.add(FaultRule.parse("GET ** html times=1"));

    assertThat(next(3)).containsExactly("silent", "html", "");
  }

  @Test
  void countsForARuleOnlyWhatComesToIt() {
    plan.add(FaultRule.parse("silent times=1"));
    plan.add(FaultRule.parse("close after=1"));

    assertThat(next(4)).containsExactly("silent", "", "close", "close");
  }

  @Test
  void letsTheNextRuleHaveWhatARuleLetsPass() {
    plan.add(FaultRule.parse("silent after=1"));
    plan.add(FaultRule.parse("close"));

    assertThat(next(2)).containsExactly("close", "silent");
  }

  @Test
  void keepsRulesThatAreUsedUpUntilItIsCleared() {
    FaultRule rule = FaultRule.parse("silent times=1");
    plan.add(rule);
    next(2);

    assertThat(plan.rules()).containsExactly(rule);
    assertThat(plan).hasToString("[silent times=1]");

    plan.clear();
    assertThat(plan.rules()).isEmpty();

    plan.add(rule);
    assertThat(next(2)).containsExactly("silent", "");
  }

  @Test
  void catchesExactlyAsManyOfManyAtOnce() throws Exception {
    plan.add(FaultRule.parse("silent times=100 after=50"));
    plan.add(FaultRule.parse("close times=200"));
    Callable<List<String>> many = () -> next(250);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<String> caught = new ArrayList<>();
    try {
      for (Future<List<String>> part :
          threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> many).toList())) {
        caught.addAll(part.get());
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(caught).hasSize(2000);
    assertThat(caught.stream().filter("silent"::equals)).hasSize(100);
    assertThat(caught.stream().filter("close"::equals)).hasSize(200);
  }

  private List<String> next(int requests) {
    return IntStream.range(0, requests)
        .mapToObj(i -> plan.next("GET", "/a"))
        .map(fault -> fault.map(Fault::toString).orElse(""))
        .toList();
  }
}
