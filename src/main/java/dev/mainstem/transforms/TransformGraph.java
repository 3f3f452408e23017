package dev.mainstem.transforms;

import static dev.mainstem.transforms.Side.BOTH;

import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.Lookup;
import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowStream;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.LookupSpec;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.StepSpec;
import dev.mainstem.spec.WindowSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a definition, each read and checked against the type of the rows that reach it.
 *
 * <p>A step takes the stream or any other step, whether it stands before or behind.
 */
public final class TransformGraph {

  private final Definition definition;
  private final Map<String, StepSpec> specs = new LinkedHashMap<>();
  private final Map<String, Optional<RowTransform>> steps = new LinkedHashMap<>();
  private final Set<String> underWay = new HashSet<>();

  private TransformGraph(Definition definition) {
    this.definition = definition;
    definition.transforms().forEach(spec -> specs.put(spec.name(), spec));
  }

  /** The graph of a definition; what is wrong with it is noted in the definition's problems. */
  public static TransformGraph of(Definition definition) {
    TransformGraph graph = new TransformGraph(definition);
    graph.specs.keySet().forEach(graph::step);
    return graph;
  }

  /** The names of what has rows: the stream and the steps. */
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(StepSpec.STREAM));
    names.addAll(specs.keySet());
    return names;
  }

  /** The type of the rows of the stream or of a step; nothing if there is none, or it is wrong. */
  public Optional<RowType> typeOf(String name) {
    return name.equals(StepSpec.STREAM)
        ? definition.rowType()
        : step(name).map(RowTransform::output);
  }

  /** The windows that the rows of a step are in; nothing while they are in none. */
  public Optional<WindowSpec> windows(String name) {
    return Optional.ofNullable(windowsOf(name));
  }

  /** Whether a step makes one row of many, and so has to keep something of them. */
  public boolean aggregates(String name) {
    return step(name).filter(AggregateRows.class::isInstance).isPresent();
  }

  /** What a step keeps for each group that grows with the group's rows, in words. */
  public List<String> keeps(String name) {
    return step(name)
        .filter(AggregateRows.class::isInstance)
        .map(step -> ((AggregateRows) step).keeps())
        .orElse(List.of());
  }

  /** Whether a step is fitted on the history alone, though there is a live side too. */
  public boolean isOfHistory(String name) {
    return sideOf(name) == Side.HISTORY;
  }

  /** The steps that look at one side of the stream alone, though it has both. */
  public List<String> ofOneSide() {
    return specs.keySet().stream().filter(name -> sideOf(name) != BOTH).toList();
  }

  /** The step whose models the rows of a step wait for; nothing if they don't. */
  public Optional<String> awaitedBy(String name) {
    return step(name)
        .filter(ApplyModel.class::isInstance)
        .map(ApplyModel.class::cast)
        .map(ApplyModel::model);
  }

  /** The windows for each of which the models are fitted anew that a step asks; mostly none. */
  public Optional<WindowSpec> modelsOfWindows(String name) {
    return step(name)
        .filter(ApplyModel.class::isInstance)
        .flatMap(step -> ((ApplyModel) step).refresh());
  }

  /** What steps look up in files. */
  public List<LookupSpec> lookups() {
    return specs.keySet().stream()
        .flatMap(name -> step(name).stream())
        .flatMap(step -> step.lookups().stream())
        .toList();
  }

  /**
   * The same steps for a launch.
   *
   * @param lookups what the launch found to look up in, by the names of steps
   * @param buckets that groups are shared out among
   */
  public TransformGraph bound(Map<String, Lookup> lookups, GroupBuckets buckets) {
    TransformGraph bound = new TransformGraph(definition);
    for (String name : specs.keySet()) {
      bound.steps.put(name, step(name).map(step -> step.bound(lookups, buckets)));
    }
    return bound;
  }

  /** Whether rows that come in batches go through all steps in batches. */
  public boolean keepsBatches() {
    return specs.keySet().stream()
        .flatMap(name -> step(name).stream())
        .allMatch(RowTransform::keepsBatches);
  }

  /** Whether a window can answer more than once for the rows of a step. */
  public boolean firesRepeatedly(String name) {
    return windows(name).map(WindowSpec::firesRepeatedly).orElse(false);
  }

  /**
   * The steps over a stream, none of which is in its pipeline yet.
   *
   * @param stream the rows of its sides; of one side alone only if it has both
   * @param takenBySinks the names whose rows are written, as often as they are
   */
  public AppliedSteps over(
      Function<Side, RowStream> stream, RejectedRecords rejected, List<String> takenBySinks) {
    return new AppliedSteps(this, stream, rejected, takenBySinks);
  }

  /** What the steps are of. */
  Definition definition() {
    return definition;
  }

  /** Whether the stream has a history. */
  boolean hasHistory() {
    return definition.historySide().isPresent();
  }

  /** A step that is there and in order. */
  RowTransform checked(String name) {
    if (!specs.containsKey(name)) {
      throw new IllegalArgumentException(
          "there is no step %s; there are %s".formatted(name, new TreeSet<>(names())));
    }
    return step(name).orElseThrow(() -> new IllegalStateException("the step is wrong: " + name));
  }

  /** What a step takes its rows from. */
  String inputOf(String name) {
    return Objects.requireNonNull(specs.get(name)).input();
  }

  /** The steps that take their rows from the stream or from another step. */
  List<String> takers(String name) {
    return specs.values().stream()
        .filter(spec -> spec.input().equals(name))
        .map(StepSpec::name)
        .toList();
  }

  /** Whose rows a step looks at; those of a stream of one side are all there are. */
  Side sideOf(String name) {
    return definition.hasBothSides() ? step(name).map(RowTransform::side).orElse(BOTH) : BOTH;
  }

  /** Whose rows of a step are asked for: both sides', if no other than one's come to it anyway. */
  Side lookedAt(String name, Side asked) {
    return definition.hasBothSides() && !isPast(name, s -> sideOf(s) != BOTH) ? asked : BOTH;
  }

  /** Whether what a step gives are results, which are of no side of the stream. */
  boolean isOfResults(String name) {
    return isPast(name, this::aggregates);
  }

  /** Whether rows come through a step that has live ones alone. */
  boolean isOfLive(String name) {
    return isPast(name, s -> sideOf(s) == Side.LIVE);
  }

  /** Whether a step, or any between it and the stream, is such a one. */
  private boolean isPast(String name, Predicate<String> such) {
    for (String s = name; specs.containsKey(s); s = inputOf(s)) {
      if (such.test(s)) {
        return true;
      }
    }
    return false;
  }

  /** The steps that fit models, by the kind that they are written as. */
  List<String> models() {
    return specs.values().stream()
        .filter(spec -> TransformType.LINEAR_REGRESSION.isOf(spec.type()))
        .map(StepSpec::name)
        .toList();
  }

  /** A step, unless it is wrong. */
  Optional<RowTransform> step(String name) {
    return Optional.ofNullable(specs.get(name)).flatMap(this::step);
  }

  private @Nullable WindowSpec windowsOf(String name) {
    return name.equals(StepSpec.STREAM) ? null : step(name).map(RowTransform::windows).orElse(null);
  }

  private Optional<RowTransform> step(StepSpec spec) {
    String name = spec.name();
    Optional<RowTransform> known = steps.get(name);
    if (known != null) {
      return known;
    }
    if (!underWay.add(name)) {
      definition.problems().add(spec.inputAt(), name, "takes its input from itself");
      return Optional.empty();
    }
    Optional<RowTransform> read = new StepReading(this, spec).read();
    steps.put(name, read);
    return read;
  }
}
