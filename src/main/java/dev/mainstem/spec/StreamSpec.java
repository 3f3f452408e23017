package dev.mainstem.spec;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one logical stream: what its records hold and which field is their time.
 *
 * @param fields in the order of the schema
 * @param eventTime the name of a non-null timestamp field; empty outside of pipelines, for records
 *     whose time is of no matter
 * @param maxOutOfOrderness how far live records may be out of order: the lag of the watermark
 */
public record StreamSpec(List<FieldSpec> fields, String eventTime, Duration maxOutOfOrderness)
    implements Serializable {

  private static final Duration DEFAULT_OUT_OF_ORDERNESS = Duration.ofSeconds(10);

  /** What stands in for a stream that the definition does not have. */
  static final StreamSpec UNKNOWN = new StreamSpec(List.of(), "", DEFAULT_OUT_OF_ORDERNESS);

  public StreamSpec {
    fields = List.copyOf(fields);
  }

  /** Records whose time is of no matter: no stream of a pipeline, but what a file holds. */
  public static StreamSpec timeless(List<FieldSpec> fields) {
    return new StreamSpec(fields, "", Duration.ZERO);
  }

  /** The rows that the stream consists of. */
  public RowType rowType() {
    return new RowType(fields.stream().map(FieldSpec::field).toList());
  }

  /** The place of the event time among the fields, from 0; negative if it is of no matter. */
  public int eventTimeIndex() {
    return rowType().indexOf(eventTime);
  }

  /** The names of the schema's fields, whether the fields could be read or not. */
  static List<String> declared(Section stream) {
    return stream
        .get("schema")
        .filter(Value::isMapping)
        .flatMap(value -> value.section("a mapping of fields"))
        .map(Section::keys)
        .orElse(List.of());
  }

  /**
   * Those fields that could be read, and the event time as it was written.
   *
   * @param history whether the definition has that side, on which the metadata of messages is null
   * @param live whether the definition has that side, on which the metadata of files is null
   */
  static StreamSpec read(Section section, boolean history, boolean live) {
    List<FieldSpec> fields = readSchema(section, history, live);
    Optional<String> eventTime =
        section
            .require("event_time", "the timestamp field that is the time of a record")
            .flatMap(value -> readEventTime(value, fields, declared(section)));
    Duration lag =
        section
            .get("max_out_of_orderness")
            .flatMap(Value::duration)
            .orElse(DEFAULT_OUT_OF_ORDERNESS);
    section.done();
    return new StreamSpec(fields, eventTime.orElse(""), lag);
  }

  /** The schema of a file whose rows have no time; nothing unless every field could be read. */
  static Optional<StreamSpec> readTimeless(Section section) {
    StreamSpec spec = timeless(readSchema(section, true, false));
    List<String> declared = declared(section);
    boolean whole = !declared.isEmpty() && declared.equals(spec.rowType().names());
    return whole ? Optional.of(spec) : Optional.empty();
  }

  private static List<FieldSpec> readSchema(Section section, boolean history, boolean live) {
    return section
        .require("schema", "the fields of a record, as name: type")
        .flatMap(value -> value.section("a mapping of fields"))
        .map(schema -> readFields(schema, history, live))
        .orElse(List.of());
  }

  private static List<FieldSpec> readFields(Section schema, boolean history, boolean live) {
    List<FieldSpec> fields = new ArrayList<>();
    for (Map.Entry<String, Value> entry : schema.all().entrySet()) {
      Optional<FieldSpec> field = FieldSpec.read(entry.getKey(), entry.getValue());
      field.ifPresent(fields::add);
      field.ifPresent(f -> checkMetadata(f, entry.getValue(), history, live));
    }
    if (schema.keys().isEmpty()) {
      schema.problem("expected at least one field");
    }
    return fields;
  }

  private static void checkMetadata(FieldSpec field, Value value, boolean history, boolean live) {
    Metadata metadata = field.metadata();
    if (metadata != null && !field.nullable() && (metadata.isLive() ? history : live)) {
      String otherSide = metadata.isLive() ? "history" : "live";
      value.problem(
          "%s is null on the %s side, so the type must be %s?"
              .formatted(metadata.word(), otherSide, field.field().word()));
    }
  }

  private static Optional<String> readEventTime(
      Value value, List<FieldSpec> fields, List<String> declared) {
    String what = "the name of a timestamp field that is never null";
    Optional<String> name = value.word(what);
    if (name.isEmpty() || declared.isEmpty()) {
      return name;
    }
    Optional<FieldSpec> field =
        fields.stream().filter(f -> f.name().equals(name.get())).findFirst();
    if (!declared.contains(name.get())) {
      value.expected(what, name.get(), declared);
    } else if (field.isPresent() && !canBeTime(field.get())) {
      value.problem("expected " + what + ", found " + field.get().field());
    }
    return name;
  }

  private static boolean canBeTime(FieldSpec field) {
    return field.type() == FieldType.TIMESTAMP && !field.nullable() && !field.array();
  }
}
