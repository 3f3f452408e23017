package dev.mainstem.sinks;

import dev.mainstem.spec.Definition;
import dev.mainstem.spec.FilePaths;
import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.SinkSpec;
import dev.mainstem.spec.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a kind of sink is read from: its own words and what it finds around it.
 *
 * @param word the kind, as the definition says it
 * @param input the type of the rows that it takes; without fields where it is not known
 */
record SinkContext(Definition definition, SinkSpec spec, String word, RowType input) {

  Section config() {
    return spec.config();
  }

  /** A name for its step that no other sink has. */
  String step() {
    return "sinks/%d_%s".formatted(spec.index(), word);
  }

  /** The files whose names begin with the path of the config. */
  Optional<FileTarget> files(String extension) {
    return config()
        .require("path", "the first part of the files' names, such as out/results")
        .flatMap(v -> FilePaths.read(v, "a path"))
        .map(path -> FileTarget.at(definition.resolve(path), extension));
  }

  /** Names of fields of the input: a list, or one alone. */
  List<String> fields(String key) {
    List<String> names = new ArrayList<>();
    for (Value item : config().get(key).map(Value::items).orElse(List.of())) {
      Optional<String> name = item.text("a field");
      boolean known = !input.fields().isEmpty();
      if (name.isPresent() && known && input.field(name.get()).isEmpty()) {
        item.problem(
            "no such field: %s%s; there are %s"
                .formatted(
                    name.get(),
                    NearestWord.hint(name.get(), input.names()),
                    String.join(", ", input.names())));
      }
      name.ifPresent(names::add);
    }
    return names;
  }
}
