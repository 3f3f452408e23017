package dev.mainstem.cutover;

import dev.mainstem.record.RowBatch;
import dev.mainstem.record.RowStream;
import dev.mainstem.spec.CutoverSpec;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.WindowSpec;
import java.time.Duration;
import java.util.Comparator;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.jspecify.annotations.Nullable;

/**
 * Makes one stream of the rows that its sides own, in which each record stands once if the
 * definition says what makes two of them one.
 */
public final class Unify extends PTransform<PCollectionList<RowBatch>, PCollectionTuple> {

  private static final long serialVersionUID = 1L;

  private final CutoverSpec.@Nullable Dedupe dedupe;
  private final Duration allowedLateness;
  private final boolean rejectLate;

  private Unify(CutoverSpec.@Nullable Dedupe dedupe, Duration allowedLateness, boolean rejectLate) {
    this.dedupe = dedupe;
    this.allowedLateness = allowedLateness;
    this.rejectLate = rejectLate;
  }

  /** The seam of a definition. */
  public static Unify of(Definition definition) {
    return new Unify(
        definition.cutover().dedupe(), longestLateness(definition), definition.rejectLate());
  }

  /** A record that any of the windows would still take is not late here. */
  private static Duration longestLateness(Definition definition) {
    return definition.windowings().stream()
        .map(WindowSpec::allowedLateness)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  @Override
  public PCollectionTuple expand(PCollectionList<RowBatch> sides) {
    PCollection<RowBatch> batches = sides.apply("Flatten", Flatten.pCollections());
    PCollectionTuple stream = PCollectionTuple.of(RowBatch.TAG, batches);
    return dedupe == null
        ? stream
        : RowStream.of(stream)
            .rows()
            .apply("Dedupe", Dedupe.by(dedupe, allowedLateness, rejectLate));
  }
}
