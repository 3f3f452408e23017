package dev.mainstem.aggregate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in arrays of bytes, as Java's data streams write them. */
final class BigEndian {

  static final VarHandle SHORT = handle(short[].class);
  static final VarHandle INT = handle(int[].class);
  static final VarHandle LONG = handle(long[].class);

  private BigEndian() {}

  private static VarHandle handle(Class<?> numbers) {
    return MethodHandles.byteArrayViewVarHandle(numbers, ByteOrder.BIG_ENDIAN);
  }
}
