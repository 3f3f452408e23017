package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.JsonBuffer;
import dev.mainstem.record.RecordOutput;
import dev.mainstem.record.RecordReceiver;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RowJson;
import dev.mainstem.record.RowKey;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.LookupSpec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table to look up in. A row that can't be parsed, or has the key of another one, makes it
 * no table; several such rows are told at once. Not thread-safe.
 */
final class LookupReader implements RecordTexts.Receiver, RecordReceiver {

  /** What fits into the memory of a worker beside its work, as rows of a few hundred bytes. */
  static final long MAX_BYTES = 64L << 20;

  private static final int MAX_FAULTS = 10;

  private final LookupSpec spec;
  private final HistoryFile file;
  private final FileRecords records;
  private final RowKey key;
  private final int[] keys;
  private final int[] values;
  private final Map<List<@Nullable Object>, LookupTable.Entry> entries = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private long rows;
  private long line;

  private LookupReader(LookupSpec spec, HistoryFile file) {
    Schema schema = Rows.schemaOf(spec.table().rowType());
    this.spec = spec;
    this.file = file;
    this.key = new RowKey(schema, spec.keys());
    this.keys = spec.keys().stream().mapToInt(schema::indexOf).toArray();
    this.values = spec.values().stream().mapToInt(schema::indexOf).toArray();
    this.records =
        new FileRecords(
            spec.table().rows(),
            spec.table().file(),
            file,
            null,
            new RecordOutput(spec.step()),
            this);
  }

  /**
   * Reads a file.
   *
   * @throws EnvironmentException if it can't be read, is too large, or is no table
   */
  static LookupTable read(LookupSpec spec, HistoryFile file) {
    LookupReader reader = new LookupReader(spec, file);
    try (ContentBytes bytes = new ContentBytes(FileBytes.open(file.resource()));
        RecordTexts texts = RecordTexts.open(spec.table().file(), file, bytes)) {
      boolean more = true;
      while (more && reader.faults.size() < MAX_FAULTS) {
        more = texts.next(reader);
        reader.checkLength(bytes.content().bytes());
      }
      reader.throwIfFaulty();
      return new LookupTable(reader.entries, reader.rows, bytes.content());
    } catch (IOException e) {
      throw new EnvironmentException(file.name() + ": can't be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void text(byte[] bytes, Charset charset, long at) {
    line = at;
    records.text(bytes, charset, at);
  }

  @Override
  public void bad(BadValue why, byte[] raw, long at) {
    records.bad(why, raw, at);
  }

  @Override
  public void row(Row row, Instant eventTime) {
    rows++;
    List<@Nullable Object> found = Arrays.asList(key.values(row));
    if (!found.contains(null)) {
      LookupTable.Entry entry = new LookupTable.Entry(line, valuesOf(row, values));
      LookupTable.Entry earlier = entries.putIfAbsent(found, entry);
      if (earlier != null) {
        faults.add(
            "%s:%d: has the key %s, as %s:%d has; a lookup has one answer"
                .formatted(file.name(), line, keyText(row), file.name(), earlier.line()));
      }
    }
  }

  @Override
  public void rejected(Rejected rejected) {
    faults.add("%s:%d: %s".formatted(file.name(), rejected.origin().line(), rejected.reason()));
  }

  private static List<@Nullable Object> valuesOf(Row row, int[] places) {
    @Nullable Object[] taken = new @Nullable Object[places.length];
    for (int i = 0; i < places.length; i++) {
      taken[i] = row.getValues().get(places[i]);
    }
    return Arrays.asList(taken);
  }

  private String keyText(Row row) {
    List<@Nullable Object> found = valuesOf(row, keys);
    JsonBuffer json = new JsonBuffer(64);
    RowJson.writeValue(found.size() == 1 ? found.get(0) : found, json);
    return json.toString();
  }

  private void checkLength(long bytes) {
    if (bytes > MAX_BYTES) {
      throw new EnvironmentException(
          "%s: %s has more than %,d bytes, and has to fit into the memory of each worker; leave out rows and columns that nobody asks for"
              .formatted(spec.step(), file.name(), MAX_BYTES));
    }
  }

  private void throwIfFaulty() {
    if (!faults.isEmpty()) {
      throw new EnvironmentException(
          "%s: %s is no table to look up in:\n  %s"
              .formatted(spec.step(), file.name(), String.join("\n  ", faults)));
    }
  }
}
