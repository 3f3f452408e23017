package dev.mainstem.transforms;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.JsonRecords;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.StreamSpec;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.values.Row;

/**
 * Models in files: the JSON lines that {@code WriteToJson} makes of the results of a {@code
 * LinearRegression}. Of a group that has several, the last line counts, in the order of the names
 * of the files.
 */
final class StoredModels {

  private final Definition definition;
  private final List<String> paths;
  private final ModelShape shape;
  private final StreamSpec lines;

  /**
   * @param paths globs, relative to the definition
   * @param shape the members of a line that are read, and their types
   */
  StoredModels(Definition definition, List<String> paths, ModelShape shape) {
    this.definition = definition;
    this.paths = List.copyOf(paths);
    this.shape = shape;
    List<FieldSpec> members = new ArrayList<>();
    shape.groupBy().forEach(f -> members.add(FieldSpec.named(f.name(), f.type(), true)));
    members.add(FieldSpec.named(shape.intercept(), FieldType.DOUBLE, true));
    shape.coefficients().forEach(c -> members.add(FieldSpec.named(c, FieldType.DOUBLE, true)));
    if (shape.standardError() != null) {
      members.add(FieldSpec.named(shape.standardError(), FieldType.DOUBLE, true));
    }
    this.lines = StreamSpec.timeless(members);
  }

  /**
   * Reads them.
   *
   * @throws EnvironmentException if a glob matches nothing, a file can't be read, a line is no
   *     model, or none has one
   */
  GroupedModels read() {
    GroupedModels models = new GroupedModels(shape, Rows.schemaOf(lines.rowType()));
    TreeSet<String> files = new TreeSet<>();
    paths.forEach(path -> files.addAll(match(path)));
    files.forEach(file -> read(file, models));
    if (models.isEmpty()) {
      throw new EnvironmentException(
          "model.path: no line of %s has a model; expected the members %s"
              .formatted(String.join(", ", paths), String.join(", ", lines.rowType().names())));
    }
    return models;
  }

  private List<String> match(String path) {
    String resolved = definition.resolve(path);
    try {
      return FileSystems.match(resolved, EmptyMatchTreatment.DISALLOW).metadata().stream()
          .map(file -> file.resourceId().toString())
          .toList();
    } catch (FileNotFoundException e) {
      throw new EnvironmentException(
          "model.path: no file matches %s (looked for %s)".formatted(path, resolved), e);
    } catch (IOException e) {
      throw new EnvironmentException(
          "model.path: can't look for %s: %s".formatted(resolved, e.getMessage()), e);
    }
  }

  private void read(String file, GroupedModels models) {
    JsonRecords records = new JsonRecords(lines, Map.of());
    ResourceId resource = FileSystems.matchNewResource(file, false);
    try (BufferedReader reader =
        new BufferedReader(
            Channels.newReader(FileSystems.open(resource), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          add(line, resource.getFilename() + ":" + number, records, models);
        }
      }
    } catch (IOException e) {
      throw new EnvironmentException(file + ": can't be read: " + e.getMessage(), e);
    }
  }

  private static void add(String line, String place, JsonRecords records, GroupedModels models) {
    JsonRecords.Receiver receiver =
        new JsonRecords.Receiver() {
          @Override
          public void row(Row row) {
            models.put(row, place);
          }

          @Override
          public void bad(BadValue why, int element, String raw) {
            throw noModel(place, why);
          }
        };
    try {
      records.parse(line, metadata -> null, receiver);
    } catch (BadValue e) {
      throw noModel(place, e);
    }
  }

  private static EnvironmentException noModel(String place, BadValue why) {
    return new EnvironmentException("%s: is no model: %s".formatted(place, why.getMessage()), why);
  }
}
