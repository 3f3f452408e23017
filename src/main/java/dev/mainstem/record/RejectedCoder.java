package dev.mainstem.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.jspecify.annotations.Nullable;

/** Rejected records between two workers. */
public final class RejectedCoder extends AtomicCoder<Rejected> {

  private static final long serialVersionUID = 1L;
  private static final RejectedCoder INSTANCE = new RejectedCoder();
  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<@Nullable String> NULLABLE_TEXT = NullableCoder.of(TEXT);
  private static final Coder<Long> LONG = VarLongCoder.of();
  private static final Coder<Integer> INT = VarIntCoder.of();

  private RejectedCoder() {}

  /** The coder; it has no state. */
  public static RejectedCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Rejected rejected, OutputStream out) throws IOException {
    Origin origin = rejected.origin();
    NULLABLE_TEXT.encode(origin.file(), out);
    LONG.encode(origin.line(), out);
    NULLABLE_TEXT.encode(origin.topic(), out);
    INT.encode(origin.partition(), out);
    LONG.encode(origin.offset(), out);
    INT.encode(origin.element(), out);
    TEXT.encode(rejected.stage(), out);
    TEXT.encode(rejected.reason(), out);
    TEXT.encode(rejected.raw(), out);
    LONG.encode(rejected.observedAtMillis(), out);
  }

  @Override
  public Rejected decode(InputStream in) throws IOException {
    Origin origin =
        new Origin(
            NULLABLE_TEXT.decode(in),
            LONG.decode(in),
            NULLABLE_TEXT.decode(in),
            INT.decode(in),
            LONG.decode(in),
            INT.decode(in));
    return new Rejected(origin, TEXT.decode(in), TEXT.decode(in), TEXT.decode(in), LONG.decode(in));
  }
}
