package dev.mainstem.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When parts get their final names, also where workers and callbacks are lost on the way. */
class CommitPartsTest {

  private static final PartJoin NO_HEADER = PartJoin.ofBytes(0);
  private static final String RUN = "run-1";
  private static final FilePacking LARGE_FROM_FIVE_BYTES = new FilePacking(1, 5, 100);
  private static final PaneInfo EARLY =
      PaneInfo.createPane(true, false, PaneInfo.Timing.EARLY, 0, 0);
  private static final PaneInfo AT_THE_END =
      PaneInfo.createPane(true, true, PaneInfo.Timing.ON_TIME, 0, 0);

  @TempDir Path folder;
  private FileTarget target = new FileTarget("", "", "");
  private final ValueOfAKey<Integer> next = new ValueOfAKey<>();
  private final ValueOfAKey<List<NumberedFile>> pending = new ValueOfAKey<>();
  private final Callbacks callbacks = new Callbacks();

  @BeforeEach
  void aFreshRun() {
    target = new FileTarget(folder.toString(), "rows", ".jsonl");
    new OutputFiles(List.of(target)).replace(RUN);
  }

  @Test
  void atTheEndOfTheStreamPartsGetTheirNamesAtOnce() throws Exception {
    give(worker(), AT_THE_END, part("a", "1\n"), part("b", "2\n"));
    assertThat(results()).containsExactly("rows-00000.jsonl: 1 2");
    assertThat(callbacks.waiting()).isEmpty();
    assertThat(partsLeft()).containsExactly(Path.of(target.ending(RUN)));
  }

  @Test
  void whatWaitsForItsCheckpointAtTheEndGetsItsNameThereAlthoughNothingHasComeSince()
      throws Exception {
    CommitParts worker = worker();
    give(worker, EARLY, part("a", "1\n"));
    give(worker, AT_THE_END);
    assertThat(results()).containsExactly("rows-00000.jsonl: 1");
  }

  @Test
  void aRunThatGoesBackFromItsEndLeavesItsFilesAsTheyAre() throws Exception {
    CommitParts worker = worker();
    give(worker, EARLY, part("a", "1\n"));
    callbacks.checkpointComplete();
    ValueOfAKey<Integer> nextThen = next.copy();
    ValueOfAKey<List<NumberedFile>> pendingThen = pending.copy();
    give(worker, EARLY, part("b", "2\n"));
    give(worker, AT_THE_END, part("c", "3\n"));
    List<FileTime> written = timesOfResults();

    next.goBackTo(nextThen);
    pending.goBackTo(pendingThen);
    CommitParts again = worker();
    give(again, EARLY, part("d", "2\n3\n"));
    callbacks.checkpointComplete();
    give(again, AT_THE_END);
    assertThat(results())
        .containsExactly("rows-00000.jsonl: 1", "rows-00001.jsonl: 2", "rows-00002.jsonl: 3");
    assertThat(timesOfResults()).isEqualTo(written);
  }

  @Test
  void anEndThatWasInterruptedIsFinishedWithTheFilesThatItBeganWith() throws Exception {
    NumberedFile first = new NumberedFile(0, List.of(part("a", "1\n")));
    NumberedFile second = new NumberedFile(1, List.of(part("b", "2\n"), part("c", "3\n")));
    Ending.write(target, RUN, List.of(first, second));
    // as if the worker had been killed when the first of them had its name
    Files.move(Path.of(target.parts(RUN), "a"), folder.resolve("rows-00000.jsonl"));
    new Manifest(RUN, 1).write(target);

    give(worker(), AT_THE_END, part("d", "1\n2\n"), part("e", "3\n"));
    assertThat(results()).containsExactly("rows-00000.jsonl: 1", "rows-00001.jsonl: 2 3");
    assertThat(Manifest.read(target).files()).isEqualTo(2);
  }

  @Test
  void whileTheStreamGoesOnNamesWaitForTheCheckpoint() throws Exception {
    give(worker(), EARLY, part("a", "1\n"));
    assertThat(results()).isEmpty();
    callbacks.checkpointComplete();
    assertThat(results()).containsExactly("rows-00000.jsonl: 1");
  }

  @Test
  void withoutCheckpointsNothingIsWaitedFor() throws Exception {
    give(
        new CommitParts(target, "sink", RUN, NO_HEADER, FilePacking.BY_SIZE, true),
        EARLY,
        part("a", "1\n"));
    assertThat(results()).containsExactly("rows-00000.jsonl: 1");
  }

  @Test
  void numbersGoOnFromFileToFile() throws Exception {
    CommitParts worker = worker();
    give(worker, EARLY, part("a", "1\n"));
    callbacks.checkpointComplete();
    give(worker, EARLY, part("b", "2\n"));
    callbacks.checkpointComplete();
    give(worker, AT_THE_END, part("c", "3\n"));
    assertThat(results())
        .containsExactly("rows-00000.jsonl: 1", "rows-00001.jsonl: 2", "rows-00002.jsonl: 3");
  }

  @Test
  void aCommitThatIsRepeatedChangesNothing() throws Exception {
    give(worker(), EARLY, part("a", "1\n"), part("b", "2\n"));
    callbacks.checkpointComplete();
    callbacks.checkpointComplete();
    assertThat(results()).containsExactly("rows-00000.jsonl: 1 2");
  }

  @Test
  void aCallbackThatWasLostWithItsWorkerIsMadeUpForByTheRestoredState() throws Exception {
    give(worker(), EARLY, part("a", "1\n"));
    callbacks.lose();
    give(worker(), EARLY, part("b", "2\n"));
    assertThat(results()).containsExactly("rows-00000.jsonl: 1");
    callbacks.checkpointComplete();
    assertThat(results()).containsExactly("rows-00000.jsonl: 1", "rows-00001.jsonl: 2");
  }

  @Test
  void aCommitThatWasInterruptedIsFinished() throws Exception {
    PartFile first = part("a", "1\n");
    PartFile second = part("b", "2\n");
    give(worker(), EARLY, first, second);
    callbacks.lose();
    // as if the worker had been killed between joining the parts and giving the name
    Path joined = Path.of(target.parts(RUN), target.name(0));
    Files.writeString(joined, "1\n");
    give(worker(), AT_THE_END, part("c", "3\n"));
    assertThat(results()).containsExactly("rows-00000.jsonl: 1 2", "rows-00001.jsonl: 3");
  }

  @Test
  void aWorkerDoesNotCommitWhatItNumberedBeforeItsCheckpoint() throws Exception {
    CommitParts worker = worker();
    give(worker, EARLY, part("a", "1\n"));
    callbacks.lose();
    give(worker, EARLY, part("b", "2\n"));
    assertThat(results()).isEmpty();
    callbacks.checkpointComplete();
    assertThat(results()).containsExactly("rows-00000.jsonl: 1", "rows-00001.jsonl: 2");
  }

  @Test
  void whatARunNumberedHigherBeforeItWentBackIsTakenAway() throws Exception {
    CommitParts worker = worker();
    give(worker, EARLY, part("a", "1\n"));
    callbacks.checkpointComplete();
    ValueOfAKey<Integer> nextThen = next.copy();
    ValueOfAKey<List<NumberedFile>> pendingThen = pending.copy();
    give(worker, EARLY, part("b", "2\n"));
    callbacks.checkpointComplete();
    give(worker, EARLY, part("c", "3\n"));
    callbacks.checkpointComplete();

    next.goBackTo(nextThen);
    pending.goBackTo(pendingThen);
    give(worker(), AT_THE_END, part("d", "2\n"), part("e", "3\n"));
    assertThat(results()).containsExactly("rows-00000.jsonl: 1", "rows-00001.jsonl: 2 3");
    assertThat(Manifest.read(target).files()).isEqualTo(2);
  }

  @Test
  void aLargePartIsTheFileItselfAndSmallOnesAreOneTogether() throws Exception {
    PartFile large = part("a", "12345\n");
    @Nullable Object written = identity(Path.of(large.resource()));
    give(packing(LARGE_FROM_FIVE_BYTES), AT_THE_END, large, part("b", "6\n"), part("c", "7\n"));
    assertThat(results()).containsExactly("rows-00000.jsonl: 12345", "rows-00001.jsonl: 6 7");
    assertThat(identity(folder.resolve("rows-00000.jsonl"))).isEqualTo(written);
    assertThat(Manifest.read(target).files()).isEqualTo(2);
  }

  @Test
  void aCommitOfSeveralFilesThatIsRepeatedChangesNothing() throws Exception {
    give(packing(LARGE_FROM_FIVE_BYTES), EARLY, part("a", "12345\n"), part("b", "6\n"));
    callbacks.checkpointComplete();
    List<FileTime> written = timesOfResults();
    callbacks.checkpointComplete();
    assertThat(results()).containsExactly("rows-00000.jsonl: 12345", "rows-00001.jsonl: 6");
    assertThat(timesOfResults()).isEqualTo(written);
  }

  @Test
  void aCommitThatWasInterruptedBetweenTwoFilesIsFinished() throws Exception {
    PartFile large = part("a", "12345\n");
    give(packing(LARGE_FROM_FIVE_BYTES), EARLY, large, part("b", "6\n"), part("c", "7\n"));
    callbacks.lose();
    // as if the worker had been killed when the first of them had its name
    Files.move(Path.of(large.resource()), folder.resolve("rows-00000.jsonl"));
    new Manifest(RUN, 1).write(target);
    give(packing(LARGE_FROM_FIVE_BYTES), AT_THE_END);
    assertThat(results()).containsExactly("rows-00000.jsonl: 12345", "rows-00001.jsonl: 6 7");
    assertThat(Manifest.read(target).files()).isEqualTo(2);
  }

  @Test
  void theHeaderOfPartsStandsOnceInAFile() throws Exception {
    PartJoin header = PartJoin.ofBytes("n\n".length());
    give(
        new CommitParts(target, "sink", RUN, header, FilePacking.BY_SIZE, true),
        EARLY,
        part("a", "n\n1\n"),
        part("b", "n\n2\n"),
        part("c", "n\n3\n"));
    assertThat(results()).containsExactly("rows-00000.jsonl: n 1 2 3");
  }

  private CommitParts worker() {
    return packing(FilePacking.BY_SIZE);
  }

  private CommitParts packing(FilePacking packing) {
    return new CommitParts(target, "sink", RUN, NO_HEADER, packing, false);
  }

  /** What tells a file from a copy of it. */
  private static @Nullable Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private void give(CommitParts worker, PaneInfo pane, PartFile... parts) throws IOException {
    worker.process(KV.of(WriteParts.KEY, Arrays.asList(parts)), pane, next, pending, callbacks);
  }

  private PartFile part(String name, String text) throws IOException {
    Path file = Path.of(target.parts(RUN), name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return new PartFile(file.toString(), text.length(), text.lines().count());
  }

  private List<String> results() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> results = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        results.add(file.getFileName() + ": " + String.join(" ", Files.readAllLines(file)));
      }
      return results;
    }
  }

  private List<FileTime> timesOfResults() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<FileTime> times = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        times.add(Files.getLastModifiedTime(file));
      }
      return times;
    }
  }

  private List<Path> partsLeft() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(target.parts(RUN)))) {
      return files.toList();
    }
  }
}
