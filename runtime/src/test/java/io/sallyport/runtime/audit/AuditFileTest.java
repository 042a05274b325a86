// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.secret.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AuditFileTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final Redactor redactor = new Redactor();

  @Test
  void touchesNothingBeforeTheFirstEntry() {
    try (AuditFile audit = AuditFile.inFolder(folder.resolve("data"), redactor)) {
      assertThat(folder.resolve("data")).doesNotExist();

      audit.write(Entries.of("call-1"));
    }
    assertThat(folder.resolve("data/audit.jsonl")).hasContent(Entries.PLAIN);
  }

  @Test
  void makesFolderAndFileForItsOwnerOnly() throws IOException {
    try (AuditFile audit = AuditFile.inFolder(folder.resolve("data"), redactor)) {
      audit.write(Entries.of("call-1"));
    }

    assertThat(permissions("data")).isEqualTo("rwx------");
    assertThat(permissions("data/audit.jsonl")).isEqualTo("rw-------");
  }

  @Test
  void appendsToWhatIsThere() {
    for (int process = 0; process < 3; process++) {
      try (AuditFile audit = inFolder()) {
        audit.write(Entries.of("call-1"));
      }
    }

    assertThat(lines("audit.jsonl")).containsExactly(Entries.PLAIN, Entries.PLAIN, Entries.PLAIN);
  }

  @Test
  void refusesOnAFullDeviceAndSaysSo() {
    try (AuditFile audit = AuditFile.at(Path.of("/dev/full"), redactor)) {
      for (int attempt = 0; attempt < 3; attempt++) {
        CommandException refused = refused(audit);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text())
            .isEqualTo(
                "Service Unavailable: the audit file /dev/full cannot be written: No space left on device, so nothing was done.");
        assertThat(refused.details()).hasSize(2);
      }
    }
  }

  @Test
  void refusesWhenADirectoryIsInItsPlaceAndRecovers() throws IOException {
    Files.createDirectory(folder.resolve("audit.jsonl"));
    try (AuditFile audit = inFolder()) {
      assertThat(refused(audit).text()).contains("audit.jsonl cannot be written: Is a directory");

      Files.delete(folder.resolve("audit.jsonl"));
      audit.write(Entries.of("call-1"));
    }
    assertThat(lines("audit.jsonl")).containsExactly(Entries.PLAIN);
  }

  @Test
  void refusesWhenTheFolderOfANamedFileIsMissing() throws IOException {
    Path file = folder.resolve("logs/audit.jsonl");
    try (AuditFile audit = AuditFile.at(file, redactor)) {
      assertThat(refused(audit).text()).contains("cannot be written: there is no such folder");

      Files.createDirectory(folder.resolve("logs"));
      audit.write(Entries.of("call-1"));
    }
    assertThat(file).hasContent(Entries.PLAIN);
  }

  @Test
  void refusesOnceItsFileIsDeletedUntilSomebodyCreatesItAgain() throws IOException {
    try (AuditFile audit = inFolder()) {
      audit.write(Entries.of("call-1"));
      Files.delete(folder.resolve("audit.jsonl"));

      for (int attempt = 0; attempt < 3; attempt++) {
        CommandException refused = refused(audit);
        assertThat(refused.text()).contains("cannot be written: it is gone, so nothing was done.");
        assertThat(refused.details().get(0))
            .endsWith("install -m 600 /dev/null " + folder.resolve("audit.jsonl"));
      }
      assertThat(folder.resolve("audit.jsonl")).doesNotExist();

      Files.createFile(folder.resolve("audit.jsonl"));
      audit.write(Entries.of("call-1"));
    }
    assertThat(lines("audit.jsonl")).containsExactly(Entries.PLAIN);
  }

  @Test
  void goesOnInTheNewFileAfterARotation() throws IOException {
    try (AuditFile audit = inFolder()) {
      audit.write(Entries.of("call-1"));
      Files.move(folder.resolve("audit.jsonl"), folder.resolve("audit.jsonl.1"));
      Files.createFile(folder.resolve("audit.jsonl"));

      audit.write(Entries.ended("call-1"));
    }

    assertThat(lines("audit.jsonl.1")).containsExactly(Entries.PLAIN);
    assertThat(lines("audit.jsonl"))
        .singleElement()
        .asString()
        .contains("\"event\":\"end\"")
        .endsWith("}");
  }

  @Test
  void endsALineThatWasCutShortBeforeItsOwn() throws IOException {
    Files.writeString(folder.resolve("audit.jsonl"), "{\"time\":\"2026-01");
    try (AuditFile audit = inFolder()) {
      audit.write(Entries.of("call-1"));
      Files.writeString(
          folder.resolve("audit.jsonl"), "{\"ti", java.nio.file.StandardOpenOption.APPEND);
      audit.write(Entries.of("call-1"));
    }

    assertThat(lines("audit.jsonl"))
        .containsExactly("{\"time\":\"2026-01", Entries.PLAIN, "{\"ti", Entries.PLAIN);
  }

  @Test
  void doesNotWaitForAPipeThatNobodyReadsAndRecovers() throws Exception {
    Path pipe = folder.resolve("audit.jsonl");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    try (AuditFile audit = inFolder()) {
      long begin = System.nanoTime();
      CommandException refused = refused(audit);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
      assertThat(refused.text()).contains("the device did not take the line within 2000 ms");
      // The next caller need not wait at all, and no second thread hangs.
      assertThat(refused(audit).status()).isEqualTo(503);
      assertThat(threads()).isEqualTo(1);

      try (Stream<String> read = Files.lines(pipe)) {
        writeWhenItCan(audit, "call-2");
        assertThat(read.filter(line -> line.contains("call-2")).findFirst()).isPresent();
      }
    }
  }

  @Test
  void neverWritesALineThatItHasGivenUpBeforeItsTurn() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    List<String> written = Collections.synchronizedList(new ArrayList<>());
    LineSink device =
        sink(
            lines -> {
              hanging.countDown();
              awaitQuietly(release);
              lines.forEach(
                  line -> written.add(new String(line, java.nio.charset.StandardCharsets.UTF_8)));
            });
    try (AuditFile audit = AuditFile.on(device, redactor, Duration.ofMillis(200))) {
      Thread first = new Thread(() -> refused(audit));
      first.start();
      hanging.await();
      CommandException second = refusedWith(audit, "call-2");
      first.join();
      release.countDown();
      writeWhenItCan(audit, "call-3");

      assertThat(second.text()).contains("did not take the line within 200 ms");
      assertThat(written.toString()).contains("call-1", "call-3").doesNotContain("call-2");
    }
  }

  @Test
  void writesForACallerThatIsInterruptedAndLeavesTheInterrupt() {
    try (AuditFile audit = inFolder()) {
      Thread.currentThread().interrupt();
      audit.write(Entries.of("call-1"));
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(lines("audit.jsonl")).containsExactly(Entries.PLAIN);
  }

  @Test
  void movesToAnotherFileWhileItIsWrittenTo() throws Exception {
    try (AuditFile audit = inFolder()) {
      Thread writer =
          new Thread(
              () -> IntStream.range(0, 300).forEach(i -> audit.write(Entries.of("call-" + i))));
      audit.write(Entries.of("first"));
      writer.start();
      for (int move = 0; move < 20; move++) {
        audit.moveTo(folder.resolve("other.jsonl"));
        audit.moveToFolder(folder);
      }
      writer.join();
      audit.moveTo(folder.resolve("other.jsonl"));
      audit.write(Entries.of("last"));
    }

    List<String> all = new ArrayList<>(invocations("audit.jsonl"));
    all.addAll(invocations("other.jsonl"));
    assertThat(all).hasSize(302).doesNotHaveDuplicates().contains("last");
    assertThat(invocations("other.jsonl")).contains("last");
  }

  @Test
  void refusesOnceItIsClosed() {
    AuditFile audit = inFolder();
    audit.close();

    assertThat(refused(audit).text()).contains("this runtime is shutting down");
  }

  @Test
  void keepsTheLinesOfManyThreadsWhole() throws Exception {
    try (AuditFile audit = inFolder()) {
      List<Thread> writers =
          IntStream.range(0, 16)
              .mapToObj(
                  writer ->
                      new Thread(
                          () ->
                              IntStream.range(0, 250)
                                  .forEach(i -> audit.write(Entries.of(writer + "-" + i)))))
              .toList();
      writers.forEach(Thread::start);
      for (Thread writer : writers) {
        writer.join();
      }
    }

    assertThat(invocations("audit.jsonl")).hasSize(4_000).doesNotHaveDuplicates();
  }

  @Test
  void keepsTheLinesOfTwoProcessesWhole() throws Exception {
    List<Process> writers = List.of(writer("first"), writer("second"));
    for (Process writer : writers) {
      assertThat(writer.waitFor()).isZero();
    }

    assertThat(invocations("audit.jsonl")).hasSize(20_000).doesNotHaveDuplicates();
  }

  private Process writer(String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            AuditWriter.class.getName(),
            folder.toString(),
            name)
        .inheritIO()
        .start();
  }

  /** Of every line, each of which must be JSON of its own; a blank line says nothing. */
  private List<String> invocations(String name) throws IOException {
    List<String> found = new ArrayList<>();
    for (String line : lines(name)) {
      if (!line.isEmpty()) {
        found.add(JSON.readTree(line).get("invocation").asText());
      }
    }
    return found;
  }

  private AuditFile inFolder() {
    return AuditFile.inFolder(folder, redactor);
  }

  private static CommandException refused(AuditFile audit) {
    return refusedWith(audit, "call-1");
  }

  private static CommandException refusedWith(AuditFile audit, String invocation) {
    CommandException refused =
        catchThrowableOfType(CommandException.class, () -> audit.write(Entries.of(invocation)));
    assertThat(refused).isNotNull();
    return refused;
  }

  /** The device has come back at its own time; until it has, it refuses. */
  private static void writeWhenItCan(AuditFile audit, String invocation)
      throws InterruptedException {
    while (true) {
      try {
        audit.write(Entries.of(invocation));
        return;
      } catch (CommandException e) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("audit"))
        .count();
  }

  @FunctionalInterface
  private interface Appending {
    void append(List<byte[]> lines);
  }

  private static LineSink sink(Appending appending) {
    return new LineSink() {
      @Override
      public void append(List<byte[]> lines) {
        appending.append(lines);
      }

      @Override
      public void close() {}
    };
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> lines(String name) {
    try {
      return Files.readAllLines(folder.resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }
}
