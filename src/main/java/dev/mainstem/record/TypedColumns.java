package dev.mainstem.record;

import dev.mainstem.record.TypedColumn.Kind;
import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.StreamSpec;
import dev.mainstem.spec.TimeFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The columns of what has a schema of its own, held to the fields of a stream. */
public final class TypedColumns {

  private TypedColumns() {}

  /** The outermost columns that fields may come from: others need not be read. */
  public static Set<String> wanted(StreamSpec stream) {
    Set<String> named = new HashSet<>();
    for (FieldSpec field : stream.fields()) {
      for (String from : field.from()) {
        named.add(from);
        named.add(from.substring(0, (from + ".").indexOf('.')));
      }
    }
    return named;
  }

  /** The column of a name. */
  public static Optional<TypedColumn> find(String name, List<TypedColumn> columns) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** That a field's column is not there, and which are. */
  public static String missing(FieldSpec field, String from, List<TypedColumn> columns) {
    List<String> names = columns.stream().map(TypedColumn::name).toList();
    return "no column %s for the field %s of the schema%s; the columns are %s"
        .formatted(from, field.name(), NearestWord.hint(from, names), String.join(", ", names));
  }

  /** Why a field can't take the values of a column; nothing where it can. */
  public static Optional<String> mismatch(FieldSpec field, TypedColumn column) {
    return takes(field, column)
        ? Optional.empty()
        : Optional.of(
            "the column %s is %s, and the field %s of the schema is %s; %s"
                .formatted(
                    column.name(),
                    column.words(),
                    field.name(),
                    field.field().word(),
                    cure(field, column)));
  }

  private static String cure(FieldSpec field, TypedColumn column) {
    boolean time = column.kind() == Kind.TIMESTAMP || column.kind() == Kind.DATE;
    if (isTime(field) && column.kind() == Kind.NUMBER) {
      return "say what the number counts with format: epoch_millis or epoch_seconds";
    }
    return isTime(field) && time && field.format().kind() != TimeFormat.Kind.ISO
        ? "take its format away, because the file says what it is"
        : "declare another type";
  }

  private static boolean isTime(FieldSpec field) {
    return switch (field.type()) {
      case TIMESTAMP, DATE -> true;
      default -> false;
    };
  }

  /** Whether the texts that the values of a column become can be values of a field. */
  private static boolean takes(FieldSpec field, TypedColumn column) {
    Kind kind = column.kind();
    if (kind == Kind.OTHER || field.array() != column.array()) {
      return false;
    }
    boolean iso = field.format().kind() == TimeFormat.Kind.ISO;
    boolean part = field.from().size() > 1;
    return switch (field.type()) {
      case STRING -> true;
      case BOOLEAN -> kind == Kind.BOOLEAN || kind == Kind.STRING;
      case INT32, INT64, FLOAT, DOUBLE, DECIMAL -> kind == Kind.NUMBER || kind == Kind.STRING;
      case TIMESTAMP ->
          switch (kind) {
            case STRING -> true;
            case NUMBER -> part || !iso;
            case TIMESTAMP, DATE -> part || iso;
            default -> false;
          };
      case DATE ->
          switch (kind) {
            case STRING -> true;
            case NUMBER -> part || !iso;
            case DATE -> part || iso;
            default -> false;
          };
    };
  }
}
