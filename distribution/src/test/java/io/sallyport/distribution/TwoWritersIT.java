// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.Item;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.logging.Logging.Detail;
import io.sallyport.samples.proofpoint.JournalEntry;
import io.sallyport.samples.proofpoint.ProofpointSimulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lets several runs change one list at the same time, in many rounds that a seed makes. What each
 * run says of each item is compared with what the product has done.
 */
class TwoWritersIT {

  private static final List<String> POOL =
      IntStream.range(0, 12).mapToObj(number -> "s" + number + "@race.example").toList();

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;

  /** What one run wants. */
  private record Wish(Write write, List<String> safe, List<String> blocked) {
    List<String> items() {
      return Stream.concat(safe.stream(), blocked.stream()).toList();
    }
  }

  /** What came of it. */
  private record Told(Wish wish, Report report) {
    Stream<Item> items(String item) {
      return report.items().stream().filter(each -> each.item().equals(item));
    }

    long count(String item, String... codes) {
      return items(item).filter(each -> List.of(codes).contains(each.code())).count();
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 100, ADD_GROUP", "8, 30, ADD_ORGANIZATION"})
  void addsEachItemOnceAndTellsTheOthersSo(int writers, int rounds, Write add) throws Exception {
    int overtaken = 0;
    try (Race race = new Race(writers)) {
      for (int round = 0; round < rounds; round++) {
        Random random = new Random(round);
        add.lists(simulator()).set(List.of(), List.of());
        List<Told> told = race.run(random, wishes(writers, random, add, add));

        for (String item : POOL) {
          assertAddedByOne(add, item, told);
        }
        overtaken += (int) told.stream().filter(each -> codes(each).contains("present")).count();
      }
    }
    // Otherwise they have all come one after the other, and this test has shown nothing.
    assertThat(overtaken).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 100, ADD_ORGANIZATION, DELETE_ORGANIZATION",
    "8, 30, ADD_GROUP, DELETE_GROUP",
  })
  void addsAndDeletesAsTold(int writers, int rounds, Write add, Write delete) throws Exception {
    try (Race race = new Race(writers)) {
      for (int round = 0; round < rounds; round++) {
        Random random = new Random(round);
        List<String> there = chosen(random, POOL);
        add.lists(simulator()).set(there, List.of());
        List<Told> told = race.run(random, wishes(writers, random, add, delete));

        for (String item : POOL) {
          assertAsCarriedOut(item, told);
          assertPresenceExplained(add, item, there.contains(item), told);
        }
      }
    }
  }

  private void assertAddedByOne(Write add, String item, List<Told> told) {
    List<Told> wanting = told.stream().filter(each -> each.wish().items().contains(item)).toList();
    String what = item + " " + wanting;
    boolean present = lists(add).contains(item);

    assertThat(present).as(what).isEqualTo(!wanting.isEmpty());
    assertThat(wanting.stream().mapToLong(each -> each.count(item, "added")).sum())
        .as(what)
        .isEqualTo(wanting.isEmpty() ? 0 : 1);
    assertThat(wanting)
        .as(what)
        .allMatch(
            each -> each.count(item, "added", "present", "already-there", "on-other-list") == 1);
    for (Told each : wanting) {
      boolean safe = each.wish().safe().contains(item);
      boolean here =
          (safe ? add.lists(simulator()).allowed() : add.lists(simulator()).blocked())
              .contains(item);
      assertThat(each.count(item, "on-other-list")).as(what).isEqualTo(here ? 0 : 1);
    }
  }

  /** What runs say that they have done is what the product has answered 204 to. */
  private void assertAsCarriedOut(String item, List<Told> told) {
    assertThat(told.stream().mapToLong(each -> each.count(item, "added")).sum())
        .as("%s %s", item, told)
        .isEqualTo(carriedOut("POST", item));
    assertThat(told.stream().mapToLong(each -> each.count(item, "removed", "unverified")).sum())
        .as("%s %s", item, told)
        .isEqualTo(carriedOut("DELETE", item));
    assertThat(told.stream().filter(each -> each.wish().items().contains(item)))
        .as("%s %s", item, told)
        .allMatch(
            each ->
                each.count(
                        item,
                        "added",
                        "present",
                        "already-there",
                        "removed",
                        "absent",
                        "not-found",
                        "unverified")
                    == 1);
  }

  /** An item is there now only if it was or was added, and gone only if it was or was removed. */
  private void assertPresenceExplained(Write add, String item, boolean before, List<Told> told) {
    long added = told.stream().mapToLong(each -> each.count(item, "added")).sum();
    long removed = told.stream().mapToLong(each -> each.count(item, "removed", "unverified")).sum();
    boolean now = lists(add).contains(item);
    if (removed == 0) {
      assertThat(now).as("%s %s", item, told).isEqualTo(before || added > 0);
    }
    if (added == 0) {
      assertThat(now).as("%s %s", item, told).isEqualTo(before && removed == 0);
    }
    // Between two additions somebody has removed it.
    assertThat(added).as("%s %s", item, told).isLessThanOrEqualTo(removed + (before ? 0 : 1));
  }

  private long carriedOut(String method, String item) {
    return Write.writes(simulator()).stream()
        .filter(entry -> entry.method().equals(method) && entry.status() == 204)
        .map(JournalEntry::body)
        .filter(body -> body.contains('"' + item + '"'))
        .count();
  }

  private Set<String> lists(Write write) {
    Set<String> lists = new TreeSet<>(write.lists(simulator()).allowed());
    lists.addAll(write.lists(simulator()).blocked());
    return lists;
  }

  private static List<String> codes(Told told) {
    return told.report().items().stream().map(Item::code).toList();
  }

  /** Half of the writers want the first command and half the second, each for some of the pool. */
  private static List<Wish> wishes(int writers, Random random, Write first, Write second) {
    List<Wish> wishes = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      List<String> items = chosen(random, POOL);
      boolean split = first == second && random.nextInt(4) == 0;
      int safe = split ? items.size() / 2 : items.size();
      wishes.add(
          new Wish(
              writer % 2 == 0 ? first : second,
              items.subList(0, safe),
              items.subList(safe, items.size())));
    }
    return wishes;
  }

  private static List<String> chosen(Random random, List<String> pool) {
    List<String> shuffled = new ArrayList<>(pool);
    Collections.shuffle(shuffled, random);
    return List.copyOf(shuffled.subList(0, 1 + random.nextInt(pool.size())));
  }

  private ProofpointSimulator simulator() {
    return product.simulator();
  }

  /** The writers, who begin each round together. */
  private final class Race implements AutoCloseable {

    private final ExecutorService writers;
    private final InProcess process;

    private Race(int count) {
      writers = Executors.newFixedThreadPool(count);
      process =
          InProcess.open(
              folder, InProcess.connection("acme", simulator().uri(), ""), Detail.WARNINGS);
    }

    private List<Told> run(Random random, List<Wish> wishes) throws Exception {
      simulator().clearJournal();
      CyclicBarrier start = new CyclicBarrier(wishes.size());
      List<Future<Told>> running = new ArrayList<>();
      for (Wish wish : wishes) {
        long delayNanos = random.nextInt(2_000_000);
        Callable<Told> task =
            () -> {
              start.await();
              long begin = System.nanoTime() + delayNanos;
              while (System.nanoTime() < begin) {
                Thread.onSpinWait();
              }
              return new Told(
                  wish,
                  process.run(
                      "acme",
                      wish.write().command(),
                      wish.write().input(wish.safe(), wish.blocked())));
            };
        running.add(writers.submit(task));
      }
      List<Told> told = new ArrayList<>();
      for (Future<Told> each : running) {
        told.add(each.get());
      }
      return told;
    }

    @Override
    public void close() {
      writers.shutdownNow();
      process.close();
    }
  }
}
