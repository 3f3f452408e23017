package dev.mainstem.sinks;

import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowStream;
import dev.mainstem.spec.EnvironmentException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.Row;

/** A sink that was read and checked. */
public interface Sink {

  /** A topic that a sink writes to, or would. */
  record TopicTarget(String key, String topic, String servers, Map<String, String> producer) {}

  /**
   * A table that a sink writes to.
   *
   * @param key the fields of which it has each value once; none if rows are added to it
   */
  record TableTarget(String name, List<String> key) {}

  /** The name of its step, unique among sinks. */
  String step();

  /** The step whose rows it takes. */
  String input();

  /** The files that it writes, if it does. */
  default Optional<FileTarget> files() {
    return Optional.empty();
  }

  /** What stands between the cells of its files, if they have cells. */
  default Optional<Character> separator() {
    return Optional.empty();
  }

  /** The topic that it writes to, if it does. */
  default Optional<TopicTarget> topic() {
    return Optional.empty();
  }

  /** The table that it writes to, if it does. */
  default Optional<TableTarget> table() {
    return Optional.empty();
  }

  /** Whether it writes to the console. */
  default boolean isConsole() {
    return false;
  }

  /** Whether {@link #write} takes batches as they come. Files and topics do. */
  default boolean takesBatches() {
    return files().isPresent() || topic().isPresent();
  }

  /** Whether it keeps its promise only if the runner takes checkpoints, or never begins again. */
  default boolean needsCheckpoints() {
    return false;
  }

  /**
   * Makes sure, before a job starts, that what it writes to takes its rows, where the launch does
   * not do that for all sinks of its kind.
   *
   * @throws EnvironmentException if it doesn't
   */
  default void check() {}

  /**
   * Puts the writing behind the rows.
   *
   * @param commit when results become visible
   * @param embedded where the launch's own broker is, for topics on it; empty if there is none
   * @param rejected takes the rows that what it writes to refuses
   */
  default void write(RowStream rows, Commit commit, String embedded, RejectedRecords rejected) {
    rows.rows().apply(step(), writing(commit, embedded, rejected));
  }

  /**
   * The writing of rows one by one.
   *
   * @param commit when results become visible
   * @param embedded where the launch's own broker is, for topics on it; empty if there is none
   * @param rejected takes the rows that can't be written
   */
  PTransform<PCollection<Row>, PDone> writing(
      Commit commit, String embedded, RejectedRecords rejected);
}
