package dev.mainstem.sinks;

import dev.mainstem.spec.Definition;
import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.Position;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.SinkSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The sinks of a definition, each read and checked against the type of the rows that reach it. */
public final class Sinks {

  private Sinks() {}

  /**
   * The sinks of a definition; what is wrong with them is noted in the definition's problems.
   *
   * @param inputs the names of what has rows
   * @param typeOf the type of the rows of a name; nothing where it is wrong
   */
  public static List<Sink> read(
      Definition definition, List<String> inputs, Function<String, Optional<RowType>> typeOf) {
    List<Sink> sinks = new ArrayList<>();
    Map<String, Position> taken = new HashMap<>();
    WriteRejected.of(definition)
        .files()
        .ifPresent(files -> taken.put(files.manifest(), Position.startOf(definition.file())));
    for (SinkSpec spec : definition.sinks()) {
      Optional<Sink> sink = read(definition, spec, inputs, typeOf);
      sink.ifPresent(sinks::add);
      sink.flatMap(Sink::files).ifPresent(files -> checkUnique(definition, spec, files, taken));
    }
    return sinks;
  }

  private static Optional<Sink> read(
      Definition definition,
      SinkSpec spec,
      List<String> inputs,
      Function<String, Optional<RowType>> typeOf) {
    if (!inputs.contains(spec.input())) {
      definition
          .problems()
          .add(
              spec.inputAt(),
              "sinks[" + spec.index() + "].input",
              "no such input: %s%s; there are %s"
                  .formatted(
                      spec.input(),
                      NearestWord.hint(spec.input(), inputs),
                      String.join(", ", inputs)));
    }
    Optional<SinkType> type = SinkType.of(spec.type());
    // where what comes before is wrong, the rest of the sink can be judged still
    RowType rows = typeOf.apply(spec.input()).orElse(RowType.of());
    return type.flatMap(t -> t.read(new SinkContext(definition, spec, t.word(), rows)));
  }

  private static void checkUnique(
      Definition definition, SinkSpec spec, FileTarget files, Map<String, Position> taken) {
    Position other = taken.putIfAbsent(files.manifest(), spec.at());
    if (other != null) {
      definition
          .problems()
          .add(
              spec.at(),
              "sinks[" + spec.index() + "].config.path",
              "another output has that path, at " + other);
    }
  }
}
