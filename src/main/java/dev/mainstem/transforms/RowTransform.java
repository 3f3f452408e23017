package dev.mainstem.transforms;

import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.Lookup;
import dev.mainstem.record.RowStream;
import dev.mainstem.spec.LookupSpec;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.WindowSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/** A step that was read and checked: it makes rows of one type of rows of another. */
public abstract class RowTransform extends PTransform<PCollection<Row>, PCollectionTuple> {

  private static final long serialVersionUID = 1L;

  /** The type of the rows that leave it. */
  public abstract RowType output();

  /**
   * Puts it into a pipeline. A step that can take batches, and is given them, may give batches.
   *
   * @param path its name there
   */
  PCollectionTuple over(RowStream stream, String path) {
    return stream.rows().apply(path, this);
  }

  /** Whether rows that come to it in batches leave it in batches. */
  boolean keepsBatches() {
    return false;
  }

  /** What it looks up in files. */
  List<LookupSpec> lookups() {
    return List.of();
  }

  /**
   * The same step for a launch.
   *
   * @param lookups what the launch found to look up in, by the names of steps
   * @param buckets that groups are shared out among
   */
  RowTransform bound(Map<String, Lookup> lookups, GroupBuckets buckets) {
    return this;
  }

  /** The windows that its rows are in, or null while they are in none. */
  public abstract @Nullable WindowSpec windows();

  /** Whose rows of its input it looks at. */
  Side side() {
    return Side.BOTH;
  }

  /**
   * This step, given the rows of other steps that it asks for.
   *
   * @param steps answers the rows of a step
   */
  RowTransform given(Function<String, PCollection<Row>> steps) {
    return this;
  }
}
