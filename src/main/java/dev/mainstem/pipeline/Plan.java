package dev.mainstem.pipeline;

import dev.mainstem.sinks.Commit;
import dev.mainstem.sinks.FileTarget;
import dev.mainstem.sinks.Sink;
import dev.mainstem.sinks.Sinks;
import dev.mainstem.sinks.WriteRejected;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionException;
import dev.mainstem.spec.WindowSpec;
import dev.mainstem.transforms.TransformGraph;
import dev.mainstem.windowing.RejectLate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A definition whose every part was read and checked, so that it can become a pipeline.
 *
 * @param transforms its steps
 * @param sinks its sinks, in the order of the file
 */
public record Plan(Definition definition, TransformGraph transforms, List<Sink> sinks) {

  public Plan {
    sinks = List.copyOf(sinks);
  }

  /**
   * Checks a definition.
   *
   * @throws DefinitionException with every problem of it
   */
  public static Plan of(Definition definition) {
    Plan plan = read(definition);
    definition.problems().throwIfAny();
    return plan;
  }

  /**
   * Reads a definition for those who have more to note before its problems are told; one that has
   * some must not be run.
   */
  public static Plan read(Definition definition) {
    TransformGraph transforms = TransformGraph.of(definition);
    List<Sink> sinks = Sinks.read(definition, transforms.names(), transforms::typeOf);
    return new Plan(definition, transforms, sinks);
  }

  /** The rejected records' sink. */
  public WriteRejected rejected() {
    return WriteRejected.of(definition);
  }

  /** The names of what is written, the stream or steps, as often as it is. */
  public List<String> written() {
    return sinks.stream().map(Sink::input).toList();
  }

  /**
   * Whether somebody waits for each row: for those of a topic, for those on the console, or, where
   * windows answer on the way, for the watermark behind the row.
   */
  public boolean isWatched() {
    return definition.live() != null
        || definition.answersOnTheWay()
        || sinks.stream().anyMatch(Sink::isConsole);
  }

  /**
   * Whether windows wait for nothing but batches of a history in order: where that is all that is
   * read, and neither a step nor a sink takes rows, or results, one by one. The console may: what a
   * bundle holds costs it nothing.
   */
  public boolean windowsWaitForBatches() {
    return definition.readsInOrder()
        && definition.live() == null
        && definition.cutover().dedupe() == null
        && RejectLate.of(definition).isEmpty()
        && transforms.names().stream().anyMatch(this::closes)
        && transforms.keepsBatches()
        && sinks.stream().allMatch(sink -> sink.takesBatches() || sink.isConsole());
  }

  /** Whether a step aggregates in windows that end. */
  private boolean closes(String step) {
    return transforms.aggregates(step)
        && transforms.windows(step).filter(WindowSpec::isBounded).isPresent();
  }

  /** The files of all sinks, and of the rejected records. */
  public List<FileTarget> files() {
    List<FileTarget> files = new ArrayList<>();
    sinks.stream().map(Sink::files).flatMap(Optional::stream).forEach(files::add);
    rejected().files().ifPresent(files::add);
    return files;
  }

  /** The topics of all sinks, and of the rejected records. */
  public List<Sink.TopicTarget> topics() {
    List<Sink.TopicTarget> topics = new ArrayList<>();
    sinks.stream().map(Sink::topic).flatMap(Optional::stream).forEach(topics::add);
    rejected().topic().ifPresent(topics::add);
    return topics;
  }

  /**
   * When what a run writes becomes visible.
   *
   * @param run what tells the run from any other
   * @param atOnce whether its runner takes no checkpoints to wait for
   */
  public Commit commit(String run, boolean atOnce) {
    return new Commit(run, atOnce, definition.isEndless(), definition.answersOnTheWay());
  }

  /** The steps that write what keeps its promise only if the runner takes checkpoints. */
  public List<String> needingCheckpoints() {
    List<String> steps = new ArrayList<>();
    sinks.stream().filter(Sink::needsCheckpoints).map(Sink::step).forEach(steps::add);
    if (rejected().needsCheckpoints()) {
      steps.add(WriteRejected.STEP);
    }
    return steps;
  }
}
