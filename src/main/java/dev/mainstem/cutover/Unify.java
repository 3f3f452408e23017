package dev.mainstem.cutover;

import dev.mainstem.record.Rows;
import dev.mainstem.record.Spread;
import dev.mainstem.spec.CutoverSpec;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Makes one stream of the rows that its sides own, in which each record stands once if the
 * definition says what makes two of them one.
 */
public final class Unify extends PTransform<PCollectionList<Row>, PCollectionTuple> {

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
  public PCollectionTuple expand(PCollectionList<Row> sides) {
    return dedupe == null
        ? PCollectionTuple.of(Rows.TAG, sides.size() == 1 ? sides.get(0) : flatten(sides))
        : sides.apply("Dedupe", Dedupe.by(dedupe, allowedLateness, rejectLate));
  }

  private static PCollection<Row> flatten(PCollectionList<Row> sides) {
    List<PCollection<KV<Integer, Row>>> spread = new ArrayList<>();
    for (PCollection<Row> side : sides.getAll()) {
      spread.add(side.apply("Spread/" + spread.size(), new Spread<>()));
    }
    return PCollectionList.of(spread)
        .apply("Flatten", Flatten.pCollections())
        .apply("Values", Values.create())
        .setRowSchema(sides.get(0).getSchema());
  }
}
