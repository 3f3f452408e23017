package dev.mainstem.transforms;

import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowStream;
import dev.mainstem.spec.StepSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * The steps of a definition in a pipeline, put there as their rows are asked for.
 *
 * <p>Steps in a row that look at one row at a time become one, unless the rows between them were
 * asked for before. Not thread-safe.
 */
public final class AppliedSteps {

  private final TransformGraph graph;
  private final RejectedRecords rejected;
  private final List<String> takenBySinks;
  private final Map<String, RowStream> streams = new HashMap<>();
  private final Set<String> within = new HashSet<>();

  AppliedSteps(
      TransformGraph graph, RowStream stream, RejectedRecords rejected, List<String> takenBySinks) {
    this.graph = graph;
    this.rejected = rejected;
    this.takenBySinks = List.copyOf(takenBySinks);
    streams.put(StepSpec.STREAM, stream);
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
    if (within.contains(name)) {
      throw new IllegalStateException("the rows of a step were not asked for in time: " + name);
    }
    RowStream known = streams.get(name);
    return known == null ? apply(name) : known;
  }

  /** Puts in all steps that are not there yet. */
  public void applyAll() {
    graph.names().stream().filter(name -> graph.takers(name) == 0).forEach(this::stream);
  }

  private RowStream apply(String name) {
    RowTransform step = graph.checked(name);
    List<String> names = new ArrayList<>(List.of(name));
    String input = graph.inputOf(name);
    while (step instanceof RowByRow last && isOnlyForIt(input)) {
      step = ((RowByRow) graph.checked(input)).then(last);
      within.add(input);
      names.add(0, input);
      input = graph.inputOf(input);
    }
    String path = "transforms/" + String.join("+", names);
    RowStream output = RowStream.of(rejected.takeFrom(step.over(stream(input), path)));
    streams.put(name, output);
    return output;
  }

  private boolean isOnlyForIt(String input) {
    return !streams.containsKey(input)
        && takers(input) == 1
        && graph.checked(input) instanceof RowByRow;
  }

  private long takers(String name) {
    return takenBySinks.stream().filter(name::equals).count() + graph.takers(name);
  }
}
