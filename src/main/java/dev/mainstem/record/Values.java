package dev.mainstem.record;

import dev.mainstem.spec.FieldType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.joda.time.Instant;
import org.joda.time.ReadableInstant;
import org.jspecify.annotations.Nullable;

/** The values of rows, by type: their order and their bytes. */
public final class Values {

  private Values() {}

  /**
   * The order of two values of one type: numbers by size (with -0 before 0), texts by code point,
   * false before true, times by time.
   *
   * @throws ClassCastException if they are of different types
   */
  @SuppressWarnings("unchecked")
  public static int compare(Object a, Object b) {
    if (a instanceof Double number) { // what is mostly compared, for many rows
      return number.compareTo((Double) b);
    }
    return a instanceof String text
        ? compareText(text, (String) b)
        : ((Comparable<Object>) a).compareTo(b);
  }

  /** The order by code points, which is not that of UTF-16, where pairs lie below U+E000. */
  private static int compareText(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean surrogates = Character.isSurrogate(x) != Character.isSurrogate(y);
        return surrogates ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
      }
    }
    return a.length() - b.length();
  }

  /**
   * The one value that stands for all that are equal to it as numbers, whose Java equality is then
   * that of the numbers: one zero, and decimals without trailing zeros. Other values are their own.
   */
  public static Object canonical(Object value) {
    if (value instanceof Double number) {
      return number + 0.0;
    }
    if (value instanceof Float number) {
      return number + 0.0f;
    }
    return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
  }

  /** A number as a double; decimals and longs are rounded. */
  public static double toDouble(Object number) {
    return ((Number) number).doubleValue();
  }

  /** Writes a value of a type, or null. */
  public static void encode(@Nullable Object value, FieldType type, DataOutput out)
      throws IOException {
    out.writeBoolean(value != null);
    if (value == null) {
      return;
    }
    switch (type) {
      case STRING -> writeBytes(((String) value).getBytes(StandardCharsets.UTF_8), out);
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case INT32 -> out.writeInt((Integer) value);
      case INT64 -> out.writeLong((Long) value);
      case FLOAT -> out.writeFloat((Float) value);
      case DOUBLE -> out.writeDouble((Double) value);
      case DECIMAL -> {
        BigDecimal decimal = (BigDecimal) value;
        Varint.writeSigned(decimal.scale(), out);
        writeBytes(decimal.unscaledValue().toByteArray(), out);
      }
      case TIMESTAMP -> out.writeLong(((ReadableInstant) value).getMillis());
      case DATE -> out.writeLong(((LocalDate) value).toEpochDay());
    }
  }

  /** Reads a value of a type, or null. */
  public static @Nullable Object decode(FieldType type, DataInput in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    return switch (type) {
      case STRING -> new String(readBytes(in), StandardCharsets.UTF_8);
      case BOOLEAN -> in.readBoolean();
      case INT32 -> in.readInt();
      case INT64 -> in.readLong();
      case FLOAT -> in.readFloat();
      case DOUBLE -> in.readDouble();
      case DECIMAL -> {
        int scale = (int) Varint.readSigned(in);
        yield new BigDecimal(new BigInteger(readBytes(in)), scale);
      }
      case TIMESTAMP -> Instant.ofEpochMilli(in.readLong());
      case DATE -> LocalDate.ofEpochDay(in.readLong());
    };
  }

  private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    Varint.write(bytes.length, out);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[(int) Varint.read(in)];
    in.readFully(bytes);
    return bytes;
  }
}
