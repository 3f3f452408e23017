package dev.mainstem.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of the transforms as it was written; what its type and its config mean, the registry of
 * transforms knows.
 *
 * @param at where it stands
 * @param name what others call it by
 * @param type where the word for its kind stands
 * @param input the step whose rows it takes, or {@link #STREAM}
 * @param inputAt where the input is named; where the step stands if it takes the one before it
 * @param config still to be read
 * @param windowing of its own, or null for that of the definition
 */
public record StepSpec(
    Position at,
    String name,
    Value type,
    String input,
    Position inputAt,
    Section config,
    @Nullable WindowSpec windowing) {

  /** The name of the unified input. */
  public static final String STREAM = "stream";

  static List<StepSpec> readAll(Value transforms) {
    List<StepSpec> steps = new ArrayList<>();
    Set<String> names = new HashSet<>(Set.of(STREAM));
    String previous = STREAM;
    for (Value item : transforms.list("a list of steps")) {
      String before = previous;
      Optional<StepSpec> step =
          item.section("a step with a type").flatMap(section -> read(section, before, names));
      step.ifPresent(steps::add);
      previous = step.map(StepSpec::name).orElse(previous);
    }
    return steps;
  }

  private static Optional<StepSpec> read(Section section, String previous, Set<String> names) {
    Optional<Value> type = section.require("type", "the kind of step, such as MapToFields");
    Optional<String> word = type.flatMap(v -> v.word("the kind of step"));
    String name = uniqueName(section.get("name"), word.orElse("step"), names);
    Optional<Value> input = section.get("input");
    Section config = readConfig(section);
    WindowSpec windowing = section.get("windowing").map(WindowSpec::read).orElse(null);
    section.done();
    if (word.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new StepSpec(
            section.at(),
            name,
            type.get(),
            input.flatMap(v -> v.word("the name of a step")).orElse(previous),
            input.map(Value::at).orElse(section.at()),
            config,
            windowing));
  }

  /** The name that the step has, or one of its own where it has none or that of another. */
  private static String uniqueName(Optional<Value> value, String type, Set<String> names) {
    String name = value.flatMap(StepSpec::readName).orElse(unused(type, names));
    if (names.add(name)) {
      return name;
    }
    value.ifPresent(v -> v.problem("another step has that name: " + name + "; names are unique"));
    String other = unused(name, names);
    names.add(other);
    return other;
  }

  private static Optional<String> readName(Value value) {
    String what = "a name without slashes";
    Optional<String> name = value.word(what);
    if (name.isPresent() && (name.get().contains("/") || name.get().equals(STREAM))) {
      value.expected(what + " other than stream");
      return Optional.empty();
    }
    return name;
  }

  /** The kind of step as its name, with a number behind it where another one has it. */
  private static String unused(String type, Set<String> names) {
    String name = type;
    for (int i = 2; names.contains(name); i++) {
      name = type + "_" + i;
    }
    return name;
  }

  static Section readConfig(Section section) {
    return section
        .get("config")
        .flatMap(v -> v.section("a mapping"))
        .orElseGet(
            () ->
                new Section(
                    new Node.Mapping(section.at(), Map.of()),
                    section.path() + ".config",
                    section.problems()));
  }
}
