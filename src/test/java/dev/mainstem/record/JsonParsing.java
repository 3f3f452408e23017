package dev.mainstem.record;

import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.StreamSpec;
import dev.mainstem.spec.TimeFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.values.Row;

/** Parses JSON texts of a small stream, whose records have an event time besides. */
final class JsonParsing {

  private static final String AT = "\"at\": \"2026-01-01T00:00:00Z\"";

  private JsonParsing() {}

  static FieldSpec field(String name, FieldType type, String... from) {
    return new FieldSpec(name, type, true, List.of(from), null, TimeFormat.ISO_UTC);
  }

  /** A field that is an array, in a member of its name. */
  static FieldSpec array(String name, FieldType type) {
    return FieldSpec.named(new RowType.Field(name, type, true, true));
  }

  static StreamSpec stream(FieldSpec... fields) {
    List<FieldSpec> all = new ArrayList<>(List.of(fields));
    all.add(FieldSpec.named("at", FieldType.TIMESTAMP, false));
    return new StreamSpec(all, "at", Duration.ZERO);
  }

  /** Rows as lists of their values but the last, and rejected records as reason, element, text. */
  static List<String> parse(StreamSpec stream, String text) {
    List<String> out = new ArrayList<>();
    JsonRecords.Receiver receiver =
        new JsonRecords.Receiver() {
          @Override
          public void row(Row row) {
            List<?> values = row.getValues();
            out.add(values.subList(0, values.size() - 1).toString());
          }

          @Override
          public void bad(BadValue why, int element, String raw) {
            out.add("%s | %d | %s".formatted(why.getMessage(), element, raw));
          }
        };
    try {
      new JsonRecords(stream, Map.of()).parse(text, metadata -> null, receiver);
    } catch (BadValue e) {
      out.add(String.valueOf(e.getMessage()));
    }
    return out;
  }

  static String object(String members) {
    return "{" + members + ", " + AT + "}";
  }
}
