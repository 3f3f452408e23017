package dev.mainstem.spec;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field of the stream: its type and where it comes from.
 *
 * @param type of its value or, of an array, of each value in it
 * @param array whether it holds an array of such values
 * @param from the columns or JSON members, joined by one blank where there are several; empty for
 *     metadata
 * @param metadata what it takes from around the record, or null
 * @param format how a text stands for a timestamp or date; of no meaning for other types
 */
public record FieldSpec(
    String name,
    FieldType type,
    boolean nullable,
    boolean array,
    List<String> from,
    @Nullable Metadata metadata,
    TimeFormat format)
    implements Serializable {

  private static final Pattern ARRAY = Pattern.compile("array<(.*)>");

  public FieldSpec {
    from = List.copyOf(from);
  }

  /** A field of single values. */
  public FieldSpec(
      String name,
      FieldType type,
      boolean nullable,
      List<String> from,
      @Nullable Metadata metadata,
      TimeFormat format) {
    this(name, type, nullable, false, from, metadata, format);
  }

  /** A field of ISO times, if times, that comes from the column or member of its own name. */
  public static FieldSpec named(String name, FieldType type, boolean nullable) {
    return named(new RowType.Field(name, type, nullable));
  }

  /** The same, of a field that may be an array. */
  public static FieldSpec named(RowType.Field field) {
    return of(field, List.of(field.name()), null, TimeFormat.ISO_UTC);
  }

  /** The field in a row. */
  public RowType.Field field() {
    return new RowType.Field(name, type, nullable, array);
  }

  static Optional<FieldSpec> read(String name, Value value) {
    if (name.isBlank()) {
      value.keyProblem("a field needs a name");
      return Optional.empty();
    }
    if (!value.isMapping()) {
      return readType(name, value).map(FieldSpec::named);
    }
    return value.section("a type").flatMap(section -> read(name, section));
  }

  private static FieldSpec of(
      RowType.Field field, List<String> from, @Nullable Metadata metadata, TimeFormat format) {
    return new FieldSpec(
        field.name(), field.type(), field.nullable(), field.array(), from, metadata, format);
  }

  private static Optional<FieldSpec> read(String name, Section section) {
    Optional<RowType.Field> type =
        section
            .require("type", "one of " + Section.inWords(FieldType.words()))
            .flatMap(v -> readType(name, v));
    List<String> from =
        section
            .get("from")
            .map(v -> v.texts("a column or a list of columns"))
            .orElse(List.of(name));
    Optional<Metadata> metadata = section.get("from").flatMap(v -> readMetadata(v, from, type));
    TimeFormat format = readFormat(section, type, from);
    section.done();
    if (type.isEmpty()) {
      return Optional.empty();
    }
    List<String> columns = metadata.isPresent() ? List.of() : from;
    return Optional.of(of(type.get(), columns, metadata.orElse(null), format));
  }

  private static Optional<RowType.Field> readType(String name, Value value) {
    String what =
        "one of "
            + Section.inWords(FieldType.words())
            + ", or array<...> of one, with a ? where it may be null";
    Optional<String> text = value.text(what);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean nullable = text.get().endsWith("?");
    String word = nullable ? text.get().substring(0, text.get().length() - 1) : text.get();
    Matcher array = ARRAY.matcher(word);
    boolean isArray = array.matches();
    String single = isArray ? array.group(1) : word;
    Optional<FieldType> type = FieldType.of(single);
    if (type.isEmpty()) {
      value.expected(what, single, FieldType.words());
      // the nearest word stands in, so that what uses the field can be judged
      type = NearestWord.to(single, FieldType.words()).flatMap(FieldType::of);
    }
    return type.map(t -> new RowType.Field(name, t, nullable, isArray));
  }

  private static Optional<Metadata> readMetadata(
      Value value, List<String> from, Optional<RowType.Field> type) {
    if (from.isEmpty()) {
      value.expected("at least one column");
    }
    List<String> words = from.stream().filter(f -> f.startsWith("@")).toList();
    if (words.isEmpty()) {
      return Optional.empty();
    }
    Optional<Metadata> metadata = Metadata.of(words.get(0));
    if (metadata.isEmpty()) {
      value.expected("one of " + Section.inWords(Metadata.words()), words.get(0), Metadata.words());
    } else if (from.size() > 1) {
      value.problem("metadata can't be joined with anything else");
    } else if (type.isPresent() && !metadata.get().fits(type.get())) {
      value.problem("%s can't be a %s".formatted(metadata.get().word(), type.get().word()));
    }
    return metadata;
  }

  private static TimeFormat readFormat(
      Section section, Optional<RowType.Field> type, List<String> from) {
    ZoneId zone = section.get("zone").flatMap(FieldSpec::readZone).orElse(ZoneOffset.UTC);
    TimeFormat format = section.get("format").flatMap(v -> readPattern(v, zone)).orElse(iso(zone));
    boolean time = type.isEmpty() || isTime(type.get().type());
    if (!time) {
      for (String key : List.of("format", "zone")) {
        section.get(key).ifPresent(v -> v.keyProblem("only a timestamp or a date has one"));
      }
    }
    if (from.size() > 1 && type.isPresent() && !canBeJoined(type.get())) {
      section.problem("only a timestamp, a date or a string can be joined from several columns");
    }
    return format;
  }

  private static boolean canBeJoined(RowType.Field type) {
    return !type.array() && (isTime(type.type()) || type.type() == FieldType.STRING);
  }

  private static TimeFormat iso(ZoneId zone) {
    return new TimeFormat(TimeFormat.Kind.ISO, "", zone);
  }

  private static boolean isTime(FieldType type) {
    return type == FieldType.TIMESTAMP || type == FieldType.DATE;
  }

  private static Optional<TimeFormat> readPattern(Value value, ZoneId zone) {
    Optional<String> text = value.word("epoch_millis, epoch_seconds or a java.time pattern");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (text.get()) {
          case "epoch_millis" -> new TimeFormat(TimeFormat.Kind.EPOCH_MILLIS, "", zone);
          case "epoch_seconds" -> new TimeFormat(TimeFormat.Kind.EPOCH_SECONDS, "", zone);
          default -> checked(value, new TimeFormat(TimeFormat.Kind.PATTERN, text.get(), zone));
        });
  }

  private static TimeFormat checked(Value value, TimeFormat format) {
    String fault = format.fault();
    if (!fault.isEmpty()) {
      value.expected(
          "epoch_millis, epoch_seconds or a java.time pattern of an instant (" + fault + ")");
    }
    return format;
  }

  private static Optional<ZoneId> readZone(Value value) {
    try {
      return value.word("a time zone").map(ZoneId::of);
    } catch (DateTimeException e) {
      value.expected("a time zone such as UTC, Europe/Zurich or +02:00");
      return Optional.empty();
    }
  }
}
