package dev.mainstem.spec;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a row, in order. No two have one name.
 *
 * @param fields copied
 */
public record RowType(List<Field> fields) implements Serializable {

  /**
   * A field of a row.
   *
   * @param type of its value or, of an array, of each value in it, none of which is null
   * @param nullable whether it can be null; an array, as a whole
   */
  public record Field(String name, FieldType type, boolean nullable, boolean array)
      implements Serializable {

    /** A field of single values. */
    public Field(String name, FieldType type, boolean nullable) {
      this(name, type, nullable, false);
    }

    /** The word for what it holds, such as {@code string} or {@code array<string>}. */
    public String word() {
      return array ? type.arrayWord() : type.word();
    }

    @Override
    public String toString() {
      return name + ": " + word() + (nullable ? "?" : "");
    }
  }

  public RowType {
    fields = List.copyOf(fields);
    Set<String> names = new HashSet<>();
    for (Field field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException("two fields named " + field.name());
      }
    }
  }

  public static RowType of(Field... fields) {
    return new RowType(List.of(fields));
  }

  public Optional<Field> field(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  /** The place of a field from 0, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The names, in order. */
  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  /**
   * These fields with {@code added} behind them; an added field of a name that is there already
   * takes that one's place.
   */
  public RowType plus(List<Field> added) {
    List<Field> result = new ArrayList<>(fields);
    for (Field field : added) {
      int at = indexOf(field.name());
      if (at >= 0) {
        result.set(at, field);
      } else {
        result.add(field);
      }
    }
    return new RowType(result);
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
