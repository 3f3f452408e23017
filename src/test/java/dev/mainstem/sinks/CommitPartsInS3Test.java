package dev.mainstem.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.FakeS3;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When parts get their final names where a name is a copy, and workers are lost on the way. */
class CommitPartsInS3Test {

  private static final String RUN = "run-1";
  private static final PaneInfo EARLY =
      PaneInfo.createPane(true, false, PaneInfo.Timing.EARLY, 0, 0);
  private static final PaneInfo AT_THE_END =
      PaneInfo.createPane(true, true, PaneInfo.Timing.ON_TIME, 0, 0);

  private final FakeS3 s3 = FakeS3.start();
  private final FileTarget target = FileTarget.at("s3://town/out/rows", ".jsonl");
  private final ValueOfAKey<Integer> next = new ValueOfAKey<>();
  private final ValueOfAKey<List<NumberedFile>> pending = new ValueOfAKey<>();
  private final Callbacks callbacks = new Callbacks();

  @BeforeEach
  void aFreshRun() {
    FileSystems.setDefaultPipelineOptions(
        PipelineOptionsFactory.fromArgs(s3.options().toArray(String[]::new)).create());
    new OutputFiles(List.of(target)).replace(RUN);
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  @Test
  void partsGetTheirNamesWithTheCheckpointAndOthersAtTheEnd() throws Exception {
    CommitParts worker = worker();
    give(worker, EARLY, part("a", "1\n"));
    assertThat(s3.lines("out/rows-")).isEmpty();
    callbacks.checkpointComplete();
    assertThat(s3.lines("out/rows-")).containsExactly("1");
    give(worker, AT_THE_END, part("b", "2\n"), part("c", "3\n"));
    assertThat(s3.lines("out/rows-")).containsExactly("1", "2", "3");
    assertThat(Manifest.read(target).files()).isEqualTo(2);
    new OutputFiles(List.of(target)).deleteParts(RUN);
    assertThat(s3.keys())
        .containsExactly(
            "out/.mainstem/rows.manifest", "out/rows-00000.jsonl", "out/rows-00001.jsonl");
  }

  @Test
  void aPartThatWasCopiedToItsNameAndNotDeletedIsCopiedAgain() throws Exception {
    give(worker(), EARLY, part("a", "1\n"));
    callbacks.lose();
    // as if the worker had been killed between the two
    s3.put("out/rows-00000.jsonl", "1\n");
    new Manifest(RUN, 1).write(target);
    give(worker(), AT_THE_END, part("b", "2\n"));
    assertThat(s3.lines("out/rows-")).containsExactly("1", "2");
    assertThat(s3.keys()).noneMatch(key -> key.endsWith("/a"));
  }

  @Test
  void aCommitThatIsRepeatedChangesNothing() throws Exception {
    give(worker(), EARLY, part("a", "1\n"), part("b", "2\n"));
    callbacks.checkpointComplete();
    List<String> keys = s3.keys();
    callbacks.checkpointComplete();
    assertThat(s3.keys()).isEqualTo(keys);
    assertThat(s3.lines("out/rows-")).containsExactly("1", "2");
  }

  @Test
  void whatARunNumberedHigherBeforeItWentBackIsTakenAway() throws Exception {
    CommitParts worker = worker();
    give(worker, EARLY, part("a", "1\n"));
    callbacks.checkpointComplete();
    ValueOfAKey<Integer> nextThen = next.copy();
    ValueOfAKey<List<NumberedFile>> pendingThen = pending.copy();
    for (String later : List.of("2", "3")) {
      give(worker, EARLY, part(later, later + "\n"));
      callbacks.checkpointComplete();
    }
    next.goBackTo(nextThen);
    pending.goBackTo(pendingThen);
    give(worker(), AT_THE_END, part("d", "2\n"), part("e", "3\n"));
    assertThat(s3.lines("out/rows-")).containsExactly("1", "2", "3");
    assertThat(s3.keys()).doesNotContain("out/rows-00002.jsonl");
  }

  @Test
  void aPartThatItsWorkerDidNotEndIsNone() throws Exception {
    String part = target.parts(RUN) + "/a";
    OutputStream unended = Files.create(part);
    unended.write("1\n".getBytes(StandardCharsets.UTF_8));
    unended.flush();
    assertThat(Files.exists(part)).isFalse();
    unended.close();
    assertThat(Files.exists(part)).isTrue();
  }

  private CommitParts worker() {
    return new CommitParts(target, "sink", RUN, PartJoin.ofBytes(0), FilePacking.BY_SIZE, false);
  }

  private void give(CommitParts worker, PaneInfo pane, PartFile... parts) throws IOException {
    worker.process(KV.of(WriteParts.KEY, Arrays.asList(parts)), pane, next, pending, callbacks);
  }

  private PartFile part(String name, String text) {
    s3.put("out/.mainstem/rows.%s/%s".formatted(RUN, name), text);
    return new PartFile(target.parts(RUN) + "/" + name, text.length(), text.lines().count());
  }
}
