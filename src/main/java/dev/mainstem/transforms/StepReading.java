package dev.mainstem.transforms;

import dev.mainstem.spec.Definition;
import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.StepSpec;
import java.util.List;
import java.util.Optional;

/** Reads one step of a graph against the rows that reach it, and notes what is wrong with it. */
final class StepReading {

  private final TransformGraph graph;
  private final Definition definition;
  private final StepSpec spec;

  StepReading(TransformGraph graph, StepSpec spec) {
    this.graph = graph;
    this.definition = graph.definition();
    this.spec = spec;
  }

  /** The step, unless it is wrong, or what it takes its rows from is. */
  Optional<RowTransform> read() {
    checkInput();
    Optional<TransformType> type = TransformType.of(spec.type());
    Optional<RowType> input = graph.typeOf(spec.input());
    if (type.isEmpty() || input.isEmpty()) {
      return Optional.empty();
    }
    Optional<RowTransform> step = type.get().read(context(input.get()));
    if (spec.windowing() != null && step.isPresent() && !(step.get() instanceof AggregateRows)) {
      String rule = "has no use for a windowing: it looks at one row at a time";
      definition.problems().add(spec.at(), spec.name() + ".windowing", rule);
    }
    return step;
  }

  private void checkInput() {
    List<String> names = graph.names();
    if (!names.contains(spec.input())) {
      String rule =
          "no such input: %s%s; there are %s"
              .formatted(
                  spec.input(), NearestWord.hint(spec.input(), names), String.join(", ", names));
      definition.problems().add(spec.inputAt(), spec.name(), rule);
    }
  }

  private StepContext context(RowType input) {
    return new StepContext(
        spec,
        input,
        graph.windows(spec.input()).orElse(null),
        definition.windowing(),
        definition.isEndless(),
        definition.liveSide().isPresent(),
        graph);
  }
}
