package dev.mainstem.history;

import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;

/** What a source makes of a record, since it has one output: a row, or a rejected record. */
sealed interface HistoryRecord {

  /** About how many bytes it took in its file; at least some, since its objects take some. */
  int bytes();

  /** A good one. */
  record Good(Row row, int bytes) implements HistoryRecord {}

  /** A bad one. */
  record Bad(Rejected rejected, int bytes) implements HistoryRecord {}

  /** Records on their way out of the source. */
  final class RecordCoder extends CustomCoder<HistoryRecord> {

    private static final long serialVersionUID = 1L;
    private static final Coder<Boolean> FLAG = BooleanCoder.of();
    private static final Coder<Integer> BYTES = VarIntCoder.of();

    private final Coder<Row> rows;

    RecordCoder(Schema schema) {
      this.rows = RowCoder.of(schema);
    }

    @Override
    public void encode(HistoryRecord record, OutputStream out) throws IOException {
      FLAG.encode(record instanceof Good, out);
      BYTES.encode(record.bytes(), out);
      if (record instanceof Good good) {
        rows.encode(good.row(), out);
      } else if (record instanceof Bad bad) {
        RejectedCoder.of().encode(bad.rejected(), out);
      }
    }

    @Override
    public HistoryRecord decode(InputStream in) throws IOException {
      boolean good = FLAG.decode(in);
      int bytes = BYTES.decode(in);
      return good
          ? new Good(rows.decode(in), bytes)
          : new Bad(RejectedCoder.of().decode(in), bytes);
    }
  }
}
