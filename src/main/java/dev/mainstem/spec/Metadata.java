package dev.mainstem.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a field can take from around a record instead of from inside it. */
public enum Metadata {
  TOPIC(true, FieldType.STRING),
  PARTITION(true, FieldType.INT32, FieldType.INT64),
  OFFSET(true, FieldType.INT64),
  KEY(true, FieldType.values()),
  TIMESTAMP(true, FieldType.TIMESTAMP),
  FILE(false, FieldType.STRING),
  LINE(false, FieldType.INT64, FieldType.INT32);

  private final boolean live;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is
  private final Set<FieldType> types;

  Metadata(boolean live, FieldType... types) {
    this.live = live;
    this.types = Set.of(types);
  }

  /** Whether messages have it; otherwise rows of files do. */
  public boolean isLive() {
    return live;
  }

  /** Whether a field can hold it. */
  boolean fits(RowType.Field field) {
    return types.contains(field.type()) && !field.array();
  }

  /** The word in {@code from}, such as {@code @offset}. */
  public String word() {
    return "@" + name().toLowerCase(Locale.ROOT);
  }

  static Optional<Metadata> of(String word) {
    return Arrays.stream(values()).filter(m -> m.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Metadata::word).toList();
  }
}
