package dev.mainstem.sinks;

import dev.mainstem.record.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gives parts their final names, when what they hold can no longer be taken back.
 *
 * <p>Files are numbered, and their parts are in this step's state, before anything is renamed. The
 * renaming follows when the checkpoint is complete that holds this state: by a callback or, where
 * the callback was lost with its worker, when the state is met again after the restart. It can be
 * repeated: the same number always gets the same parts. Without checkpoints it follows at once, and
 * so it does at the end of the stream, where the {@link Ending} is kept first.
 */
final class CommitParts extends DoFn<KV<Integer, Iterable<PartFile>>, Void> {

  private static final long serialVersionUID = 1L;
  private static final Duration CALLBACK_EXPIRY = Duration.standardDays(365);

  @StateId("next")
  private final StateSpec<ValueState<Integer>> nextSpec = StateSpecs.value(VarIntCoder.of());

  @StateId("pending")
  private final StateSpec<ValueState<List<NumberedFile>>> pendingSpec =
      StateSpecs.value(ListCoder.of(new NumberedFile.FileCoder()));

  private final FileTarget target;
  private final String step;
  private final String run;
  private final PartJoin joining;
  private final FilePacking packing;
  private final boolean atOnce;
  private transient Set<Integer> numberedHere;
  private transient Tally tally;

  /**
   * @param joining how several parts become one file
   * @param packing which parts a commit makes one file of
   * @param atOnce whether there is no checkpoint to wait for
   */
  CommitParts(
      FileTarget target,
      String step,
      String run,
      PartJoin joining,
      FilePacking packing,
      boolean atOnce) {
    this.target = target;
    this.step = step;
    this.run = run;
    this.joining = joining;
    this.packing = packing;
    this.atOnce = atOnce;
    this.numberedHere = new HashSet<>();
    this.tally = new Tally(step);
  }

  @Setup
  public void setup() {
    numberedHere = new HashSet<>();
    tally = new Tally(step);
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<PartFile>> parts,
      PaneInfo pane,
      @StateId("next") ValueState<Integer> next,
      @StateId("pending") ValueState<List<NumberedFile>> pending,
      BundleFinalizer finalizer)
      throws IOException {
    tally.add("lines", lines(parts.getValue()));
    Optional<List<NumberedFile>> ending = Ending.read(target, run);
    if (ending.isPresent()) {
      commit(ending.get());
      return;
    }
    List<NumberedFile> files = settled(pending.read());
    int number = next.read() == null ? 0 : next.read();
    for (List<PartFile> some : packing.pack(parts.getValue())) {
      numberedHere.add(number);
      files.add(new NumberedFile(number++, some));
    }
    next.write(number);
    commitWhenSafe(files, pane, finalizer);
    pending.write(files);
  }

  /** Takes away from the files those that have their names. */
  private void commitWhenSafe(List<NumberedFile> files, PaneInfo pane, BundleFinalizer finalizer)
      throws IOException {
    boolean end = pane.getTiming() != PaneInfo.Timing.EARLY;
    if (!atOnce && !end) {
      List<NumberedFile> toCommit = List.copyOf(files);
      finalizer.afterBundleCommit(Instant.now().plus(CALLBACK_EXPIRY), () -> commit(toCommit));
      return;
    }
    if (!atOnce) {
      Ending.write(target, run, files);
    }
    commit(files);
    files.clear();
  }

  private static long lines(Iterable<PartFile> parts) {
    return StreamSupport.stream(parts.spliterator(), false).mapToLong(PartFile::lines).sum();
  }

  @FinishBundle
  public void finishBundle() {
    tally.flush();
  }

  /**
   * The files that still wait for their checkpoint. What this worker did not number itself comes
   * from a state that was restored, so its checkpoint is complete.
   */
  private List<NumberedFile> settled(@Nullable List<NumberedFile> pending) throws IOException {
    List<NumberedFile> waiting = new ArrayList<>();
    List<NumberedFile> restored = new ArrayList<>();
    for (NumberedFile file : pending == null ? List.<NumberedFile>of() : pending) {
      (numberedHere.contains(file.number()) ? waiting : restored).add(file);
    }
    commit(restored);
    waiting.removeIf(file -> !isUncommitted(file));
    return waiting;
  }

  private void commit(List<NumberedFile> files) {
    for (NumberedFile file : files) {
      if (isUncommitted(file)) {
        try {
          commit(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** Whether the parts are still there: a commit takes them away last. */
  private static boolean isUncommitted(NumberedFile file) {
    try {
      return Files.exists(file.parts().get(0).resource());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void commit(NumberedFile file) throws IOException {
    int before = Manifest.read(target).files();
    String whole = file.parts().size() == 1 ? file.parts().get(0).resource() : joined(file);
    new Manifest(run, file.number() + 1).write(target);
    Files.rename(whole, target.file(file.number()));
    if (file.parts().size() > 1) {
      Files.delete(file.parts().stream().map(PartFile::resource).toList());
    }
    // what a run numbered higher that went back to an earlier checkpoint is written again
    Files.delete(target.files(file.number() + 1, before));
  }

  /** The parts as one, in a file beside them. */
  private String joined(NumberedFile file) throws IOException {
    String joined = target.parts(run) + "/" + target.name(file.number());
    joining.join(file.parts(), joined);
    return joined;
  }
}
