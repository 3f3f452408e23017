package dev.mainstem.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One sink as it was written; what its type and its config mean, the registry of sinks knows.
 *
 * @param at where it stands
 * @param index its place in the list, from 0
 * @param type where the word for its kind stands
 * @param input the step whose rows it takes
 * @param inputAt where the input is named, or where the sink stands
 * @param config still to be read
 */
public record SinkSpec(
    Position at, int index, Value type, String input, Position inputAt, Section config) {

  static List<SinkSpec> readAll(Value sinks, String last) {
    List<SinkSpec> specs = new ArrayList<>();
    for (Value item : sinks.list("a list of sinks")) {
      int index = specs.size();
      item.section("a sink with a type").flatMap(s -> read(s, index, last)).ifPresent(specs::add);
    }
    return specs;
  }

  private static Optional<SinkSpec> read(Section section, int index, String last) {
    Optional<Value> type = section.require("type", "the kind of sink, such as WriteToJson");
    Optional<Value> input = section.get("input");
    Section config = StepSpec.readConfig(section);
    section.done();
    return type.map(
        t ->
            new SinkSpec(
                section.at(),
                index,
                t,
                input.flatMap(v -> v.word("the name of a step")).orElse(last),
                input.map(Value::at).orElse(section.at()),
                config));
  }
}
