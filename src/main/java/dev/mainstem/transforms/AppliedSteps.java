package dev.mainstem.transforms;

import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Tally;
import dev.mainstem.spec.StepSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;

/**
 * The steps of a definition in a pipeline, put there as their rows are asked for.
 *
 * <p>Steps in a row that look at one row at a time become one, unless the rows between them were
 * asked for before. A step whose taker looks at one side alone is put there for that side, once
 * more if others ask for all of its rows; then it rejects and counts for these only, so that no row
 * is told twice. Not thread-safe.
 */
public final class AppliedSteps {

  private final TransformGraph graph;
  private final Function<Side, RowStream> stream;
  private final RejectedRecords rejected;
  private final List<String> takenBySinks;
  private final Map<Look, RowStream> streams = new HashMap<>();
  private final Set<Look> within = new HashSet<>();

  /** The rows of a step, or of the stream, as far as they are of a side. */
  private record Look(String step, Side side) {

    boolean isOfStream() {
      return step.equals(StepSpec.STREAM);
    }
  }

  AppliedSteps(
      TransformGraph graph,
      Function<Side, RowStream> stream,
      RejectedRecords rejected,
      List<String> takenBySinks) {
    this.graph = graph;
    this.stream = stream;
    this.rejected = rejected;
    this.takenBySinks = List.copyOf(takenBySinks);
  }

  /**
   * The rows of the stream or of a step.
   *
   * @throws IllegalArgumentException if there is no such step
   * @throws IllegalStateException if the definition has problems, or if the step was made one with
   *     the one that takes its rows
   */
  public PCollection<Row> rows(String name) {
    return stream(name).rows();
  }

  /** The same, in batches as long as they are. */
  public RowStream stream(String name) {
    return stream(new Look(name, Side.BOTH));
  }

  private RowStream stream(Look look) {
    if (within.contains(look)) {
      throw new IllegalStateException(
          "the rows of a step were not asked for in time: " + look.step());
    }
    RowStream known = streams.get(look);
    if (known == null) {
      known = look.isOfStream() ? stream.apply(look.side()) : apply(look);
      streams.put(look, known);
    }
    return known;
  }

  /** Puts in all steps that are not there yet. */
  public void applyAll() {
    graph.names().stream().filter(name -> graph.takers(name).isEmpty()).forEach(this::stream);
  }

  private RowStream apply(Look look) {
    RowTransform step = graph.checked(look.step());
    List<String> names = new ArrayList<>(List.of(look.step()));
    Look input = inputOf(look);
    while (step instanceof RowByRow last && isOnlyForIt(input)) {
      step = ((RowByRow) graph.checked(input.step())).then(last);
      within.add(input);
      names.add(0, input.step());
      input = inputOf(input);
    }
    boolean apart = isApart(look);
    String path = pathOf(look.side(), apart) + String.join("+", names);
    PCollectionTuple outputs = step.given(this::rows).over(stream(input), path);
    return RowStream.of(apart ? outputs : rejected.takeFrom(outputs));
  }

  /** What a step takes: what of its input it looks at or, if that is all, what it is asked for. */
  private Look inputOf(Look look) {
    Side own = graph.sideOf(look.step());
    String input = graph.inputOf(look.step());
    return new Look(input, graph.lookedAt(input, own == Side.BOTH ? look.side() : own));
  }

  private static String pathOf(Side side, boolean apart) {
    return (apart ? Tally.APART : "")
        + "transforms/"
        + (side == Side.BOTH ? "" : side.word() + "/");
  }

  /** Whether the same rows come through the step as part of all of them. */
  private boolean isApart(Look look) {
    return look.side() != Side.BOTH && isWhole(look.step());
  }

  /** Whether all rows of a step are asked for. */
  private boolean isWhole(String name) {
    return takenBySinks.contains(name)
        || streams.containsKey(new Look(name, Side.BOTH))
        || graph.takers(name).isEmpty()
        || graph.takers(name).stream()
            .anyMatch(taker -> graph.sideOf(taker) == Side.BOTH && isWhole(taker));
  }

  private boolean isOnlyForIt(Look input) {
    return !input.isOfStream()
        && !streams.containsKey(input)
        && takers(input.step()) == 1
        && graph.checked(input.step()) instanceof RowByRow;
  }

  private long takers(String name) {
    return takenBySinks.stream().filter(name::equals).count() + graph.takers(name).size();
  }
}
