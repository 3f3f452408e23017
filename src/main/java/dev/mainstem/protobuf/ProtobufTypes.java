package dev.mainstem.protobuf;

import com.google.protobuf.BoolValue;
import com.google.protobuf.BytesValue;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DoubleValue;
import com.google.protobuf.FloatValue;
import com.google.protobuf.Int32Value;
import com.google.protobuf.Int64Value;
import com.google.protobuf.StringValue;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.UInt64Value;
import dev.mainstem.record.TypedColumn;
import dev.mainstem.record.TypedColumn.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the type of a message says of its fields. */
final class ProtobufTypes {

  private static final String TIMESTAMP = Timestamp.getDescriptor().getFullName();

  /** The types of messages that stand for their one value, or for null. */
  private static final Set<String> WRAPPERS =
      Stream.of(
              BoolValue.getDescriptor(),
              BytesValue.getDescriptor(),
              DoubleValue.getDescriptor(),
              FloatValue.getDescriptor(),
              Int32Value.getDescriptor(),
              Int64Value.getDescriptor(),
              StringValue.getDescriptor(),
              UInt32Value.getDescriptor(),
              UInt64Value.getDescriptor())
          .map(Descriptor::getFullName)
          .collect(Collectors.toUnmodifiableSet());

  private ProtobufTypes() {}

  /** All fields of a message, those of a message in it behind that one. */
  static List<TypedColumn> columns(Descriptor message) {
    List<TypedColumn> columns = new ArrayList<>();
    add(message, "", List.of(message), columns);
    return columns;
  }

  /**
   * @param within the message and those that it is in, since one that holds itself has no end
   */
  private static void add(
      Descriptor message, String prefix, List<Descriptor> within, List<TypedColumn> columns) {
    for (FieldDescriptor field : message.getFields()) {
      String name = prefix + field.getName();
      boolean array = field.isRepeated() && !field.isMapField();
      columns.add(new TypedColumn(name, kindOf(field), array));
      if (isStructure(field) && !field.isRepeated() && !within.contains(field.getMessageType())) {
        Descriptor type = field.getMessageType();
        add(type, name + ".", Stream.concat(within.stream(), Stream.of(type)).toList(), columns);
      }
    }
  }

  /** What the value of a field is or, if it is repeated, each of its values. */
  static Kind kindOf(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case BOOLEAN -> Kind.BOOLEAN;
      case STRING, ENUM -> Kind.STRING;
      case INT, LONG, FLOAT, DOUBLE -> Kind.NUMBER;
      case BYTE_STRING -> Kind.OTHER;
      case MESSAGE -> isTimestamp(field) ? Kind.TIMESTAMP : ofWrapper(field);
    };
  }

  private static Kind ofWrapper(FieldDescriptor field) {
    return isWrapper(field) ? kindOf(field.getMessageType().findFieldByName("value")) : Kind.OTHER;
  }

  /** Whether it is a message, whatever that stands for. */
  static boolean isMessage(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
  }

  /** Whether it is a message with fields of its own, and no value. */
  static boolean isStructure(FieldDescriptor field) {
    return isMessage(field) && !isTimestamp(field) && !isWrapper(field);
  }

  /** Whether its values are instants. */
  static boolean isTimestamp(FieldDescriptor field) {
    return isOf(field, Set.of(TIMESTAMP));
  }

  /** Whether its values are the one field of a message. */
  static boolean isWrapper(FieldDescriptor field) {
    return isOf(field, WRAPPERS);
  }

  private static boolean isOf(FieldDescriptor field, Set<String> types) {
    return isMessage(field) && types.contains(field.getMessageType().getFullName());
  }
}
