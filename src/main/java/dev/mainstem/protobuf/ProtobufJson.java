package dev.mainstem.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.mainstem.record.JsonBuffer;
import dev.mainstem.record.TypedColumn.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages of Protobuf as JSON objects. Not thread-safe: one buffer serves message after message.
 */
final class ProtobufJson {

  /** The seconds of the years 1 to 9999, which a timestamp of Protobuf is of. */
  private static final long FIRST_SECOND = -62_135_596_800L;

  private static final long LAST_SECOND = 253_402_300_799L;
  private static final int NANOS = 1_000_000_000;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final JsonBuffer json = new JsonBuffer(256);
  private final Collection<String> wanted;

  /**
   * @param wanted the names of the outermost fields that are written
   */
  ProtobufJson(Collection<String> wanted) {
    this.wanted = wanted;
  }

  /** The object of a message. */
  String toText(Message message) {
    json.clear();
    Descriptor type = message.getDescriptorForType();
    object(message, type.getFields().stream().filter(f -> wanted.contains(f.getName())).toList());
    return json.toString();
  }

  private void object(Message message, List<FieldDescriptor> fields) {
    boolean first = true;
    json.raw('{');
    for (FieldDescriptor field : fields) {
      if (isTaken(field)) {
        json.raw(first ? "" : ",");
        first = false;
        json.text(field.getName());
        json.raw(':');
        if (field.isRepeated()) {
          array((Collection<?>) message.getField(field), field);
        } else {
          value(valueOf(message, field), field);
        }
      }
    }
    json.raw('}');
  }

  private static boolean isTaken(FieldDescriptor field) {
    return ProtobufTypes.kindOf(field) != Kind.OTHER
        || (ProtobufTypes.isStructure(field) && !field.isRepeated());
  }

  /** Without a value, a field that can tell so is null, unless its type says what it is then. */
  private static @Nullable Object valueOf(Message message, FieldDescriptor field) {
    boolean known = !field.hasPresence() || message.hasField(field);
    boolean fallback = !ProtobufTypes.isMessage(field) && field.hasDefaultValue();
    return known || fallback ? message.getField(field) : null;
  }

  private void array(Collection<?> values, FieldDescriptor field) {
    boolean first = true;
    json.raw('[');
    for (Object value : values) {
      json.raw(first ? "" : ",");
      first = false;
      value(value, field);
    }
    json.raw(']');
  }

  private void value(@Nullable Object value, FieldDescriptor field) {
    if (value == null) {
      json.raw("null");
    } else if (value instanceof Message message) {
      message(message, field);
    } else if (value instanceof EnumValueDescriptor constant) {
      // a newer producer may have sent a number that this schema has no name for
      boolean named = constant.getIndex() >= 0;
      json.text(named ? constant.getName() : Integer.toString(constant.getNumber()));
    } else {
      single(value, field);
    }
  }

  private void message(Message message, FieldDescriptor field) {
    List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
    if (ProtobufTypes.isTimestamp(field)) {
      time((Long) message.getField(fields.get(0)), (Integer) message.getField(fields.get(1)));
    } else if (ProtobufTypes.isWrapper(field)) {
      value(message.getField(fields.get(0)), fields.get(0));
    } else {
      object(message, fields);
    }
  }

  /** What is no time of Protobuf is no time for a field either. */
  private void time(long seconds, int nanos) {
    boolean valid =
        seconds >= FIRST_SECOND && seconds <= LAST_SECOND && nanos >= 0 && nanos < NANOS;
    if (valid && nanos % NANOS_PER_MILLI == 0) {
      json.time(seconds * 1000 + nanos / NANOS_PER_MILLI);
    } else if (valid) {
      json.text(Instant.ofEpochSecond(seconds, nanos).toString());
    } else {
      json.text("%d s %d ns".formatted(seconds, nanos));
    }
  }

  private void single(Object value, FieldDescriptor field) {
    if (value instanceof String text) {
      json.text(text);
    } else if (value instanceof Double number) {
      json.number(number.doubleValue());
    } else if (value instanceof Float number) {
      json.number(number.floatValue());
    } else if (value instanceof Integer number) {
      json.number(isUnsigned(field) ? Integer.toUnsignedLong(number) : number);
    } else if (value instanceof Long number && isUnsigned(field)) {
      json.raw(Long.toUnsignedString(number));
    } else {
      json.raw(value.toString());
    }
  }

  private static boolean isUnsigned(FieldDescriptor field) {
    return switch (field.getType()) {
      case UINT32, UINT64, FIXED32, FIXED64 -> true;
      default -> false;
    };
  }
}
