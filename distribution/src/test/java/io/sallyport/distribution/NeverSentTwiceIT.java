// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.distribution.WriteCutter.Afterwards;
import io.sallyport.distribution.WriteCutter.Cut;
import io.sallyport.distribution.WriteCutter.Ending;
import io.sallyport.distribution.WriteCutter.Plan;
import io.sallyport.distribution.WriteCutter.Side;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.ReturnData;
import io.sallyport.runtime.logging.Logging.Detail;
import io.sallyport.samples.proofpoint.ProofpointSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cuts the connection after every number of bytes of a write and of its answer: the product carries
 * the write out at most once, and the report says what the lists hold.
 *
 * <p>Without {@code -Dcut.everywhere=true} a reset comes at each line's end, after every seventh
 * byte of the head and after every byte of the body; an orderly end, and a cut after which nothing
 * can be read any more, come at fewer places.
 */
class NeverSentTwiceIT {

  private static final List<String> SAFE = List.of("partner@good.example");
  private static final List<String> BLOCKED = List.of("*@bad.example");
  private static final Duration SANE = Duration.ofSeconds(5);
  private static final int DENSE = 7;
  private static final int SPARSE = 49;
  private static final boolean EVERYWHERE = Boolean.getBoolean("cut.everywhere");

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void sendsAWriteOnceAndTellsTheTruth(Write write) {
    try (WriteCutter cutter = WriteCutter.to(product.simulator().uri());
        InProcess process =
            InProcess.open(
                folder, InProcess.connection("acme", cutter.uri(), ""), Detail.WARNINGS)) {
      Plan whole = cutter.passEverything();
      Report uncut = run(process, write);
      assertThat(uncut.returnData()).isEqualTo(ReturnData.SUCCESSFUL);
      assertThat(uncut.warnings()).isEmpty();

      for (Cut cut : cuts(whole)) {
        Plan plan = cutter.cut(cut);
        Report report = run(process, write);

        assertThat(plan.isCarriedOut()).as("%s", cut).isTrue();
        assertTruthful(write, cut, whole, report);
      }
    }
  }

  private Report run(InProcess process, Write write) {
    ProofpointSimulator simulator = product.simulator();
    write.prepare(simulator, SAFE, BLOCKED);
    simulator.clearJournal();
    return process.run("acme", write.command(), write.input(SAFE, BLOCKED));
  }

  private void assertTruthful(Write write, Cut cut, Plan whole, Report report) {
    String what = cut + " " + report;
    boolean arrived = cut.side() == Side.ANSWER || cut.bytes() == whole.request().length();
    boolean answered = cut.side() == Side.ANSWER && cut.bytes() == whole.answer().length();
    boolean readAgain = cut.afterwards() == Afterwards.PASSES;

    assertThat(Write.writes(product.simulator())).as(what).hasSizeLessThanOrEqualTo(1);
    assertThat(report.duration()).as(what).isLessThan(SANE);
    assertThat(report.items()).as(what).hasSize(2).allMatch(item -> agrees(write, item));
    assertThat(report.items()).as(what).extracting(Item::outcome).containsOnly(outcome(report));
    if (cut.side() == Side.ANSWER) {
      // By the time that the proxy had its first byte, the product had done it.
      assertThat(isDone(report)).as(what).isEqualTo(answered || readAgain);
      assertThat(Write.writes(product.simulator())).as(what).hasSize(1);
    }
    if (!arrived || !readAgain) {
      assertThat(isDone(report)).as(what).isEqualTo(answered);
    }
    if (isDone(report)) {
      assertSuccessful(what, report, answered);
    } else {
      assertUnknown(what, report);
    }
  }

  private static void assertSuccessful(String what, Report report, boolean answered) {
    assertThat(report.returnData()).as(what).isEqualTo(ReturnData.SUCCESSFUL);
    assertThat(report.error()).as(what).isEmpty();
    assertThat(report.warnings()).as(what).hasSize(answered ? 0 : 1);
    assertThat(report.keyFields().path("SafeListItems")).as(what).hasSize(1);
    assertThat(report.keyFields().path("BlockedListItems")).as(what).hasSize(1);
  }

  private static void assertUnknown(String what, Report report) {
    assertThat(report.returnData()).as(what).isEqualTo(ReturnData.FAILED);
    assertThat(report.keyFields()).as(what).isEmpty();
    assertThat(report.error().orElseThrow().sent()).as(what).isEqualTo(Sent.UNKNOWN);
    assertThat(report.error().orElseThrow().statusCode()).as(what).isEqualTo(504);
    assertThat(report.error().orElseThrow().message()).as(what).doesNotContain("Nothing was");
    assertThat(report.items()).as(what).allMatch(item -> item.status().orElse(0) == 504);
  }

  /** What the report says of an item is so; unknown is right in any case. */
  private boolean agrees(Write write, Item item) {
    return switch (item.outcome()) {
      case DONE -> write.isDone(product.simulator(), item.input(), item.item());
      case SKIPPED, REFUSED -> !write.isDone(product.simulator(), item.input(), item.item());
      case UNKNOWN -> true;
    };
  }

  private static Item.Outcome outcome(Report report) {
    return isDone(report) ? Item.Outcome.DONE : Item.Outcome.UNKNOWN;
  }

  private static boolean isDone(Report report) {
    return report.items().stream().allMatch(item -> item.outcome() == Item.Outcome.DONE);
  }

  private static List<Cut> cuts(Plan whole) {
    List<Cut> cuts = new ArrayList<>();
    for (Ending ending : Ending.values()) {
      for (Afterwards afterwards : Afterwards.values()) {
        for (int bytes : places(whole.request(), ending, afterwards)) {
          cuts.add(new Cut(Side.REQUEST, bytes, ending, afterwards));
        }
        for (int bytes : places(whole.answer(), ending, afterwards)) {
          cuts.add(new Cut(Side.ANSWER, bytes, ending, afterwards));
        }
      }
    }
    return cuts;
  }

  private static List<Integer> places(String message, Ending ending, Afterwards afterwards) {
    int body = message.indexOf("\r\n\r\n") + 4;
    IntPredicate chosen;
    if (afterwards == Afterwards.IS_CUT) {
      // The product tries to read three times, which takes its time.
      chosen =
          place -> (EVERYWHERE && place % SPARSE == 0) || (place == 0 && ending == Ending.RESET);
    } else if (ending == Ending.CLOSE) {
      chosen = place -> EVERYWHERE || place % SPARSE == 0;
    } else {
      chosen =
          place -> EVERYWHERE || place % DENSE == 0 || place >= body || endsLine(message, place);
    }
    boolean whole = EVERYWHERE || ending == Ending.RESET || afterwards == Afterwards.PASSES;
    return IntStream.rangeClosed(0, message.length())
        .filter(place -> chosen.test(place) || (whole && place == message.length()))
        .boxed()
        .toList();
  }

  private static boolean endsLine(String message, int place) {
    return message.startsWith("\r\n", place) || message.startsWith("\r\n", place - 2);
  }
}
