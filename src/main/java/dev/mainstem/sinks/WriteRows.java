package dev.mainstem.sinks;

import dev.mainstem.record.Origin;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RowJson;
import dev.mainstem.record.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of its shards into a table, in the order in which they come; those that the table
 * does not take leave it as rejected records.
 *
 * <p>A bundle is written before it ends, and a checkpoint comes between two bundles: what a
 * checkpoint has behind it is in the table.
 */
final class WriteRows extends DoFn<KV<Integer, Row>, Rejected> {

  private static final long serialVersionUID = 1L;
  private static final String NO_NULL = "expected a key that is not null";
  private static final String TAKEN = "expected a row that the table takes";

  /** Nothing is kept in it: whoever has state gets all rows of a shard, and in their order. */
  @StateId("shard")
  private final StateSpec<ValueState<Integer>> shardSpec = StateSpecs.value(VarIntCoder.of());

  private final String step;
  private final JdbcTarget target;
  private final Schema schema;
  private final int batchSize;
  private final List<Row> batch = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private transient RowJson json;
  private transient Tally tally;
  private transient @Nullable JdbcWriter writer;
  private transient Instant newest;

  /**
   * The writing of a sink.
   *
   * @param step its name in rejected records and counters
   * @param batchSize how many rows are written in one transaction
   */
  WriteRows(String step, JdbcTarget target, Schema schema, int batchSize) {
    this.step = step;
    this.target = target;
    this.schema = schema;
    this.batchSize = batchSize;
    this.json = new RowJson(schema);
    this.tally = new Tally(step);
    this.newest = Instant.EPOCH;
  }

  @Setup
  public void setup() {
    json = new RowJson(schema);
    tally = new Tally(step);
    writer = new JdbcWriter(target, schema.getFieldNames(), target::connect);
  }

  /** Also forgets what a bundle that failed has left. */
  @StartBundle
  public void startBundle() {
    batch.clear();
    rejected.clear();
  }

  @ProcessElement
  public void process(@Element KV<Integer, Row> element, @Timestamp Instant timestamp)
      throws InterruptedException {
    Row row = element.getValue();
    newest = timestamp;
    Optional<String> missing =
        target.key().stream().filter(field -> row.getValue(field) == null).findFirst();
    if (missing.isPresent()) {
      reject(row, NO_NULL, "null in " + missing.get());
      return;
    }
    batch.add(row);
    if (batch.size() >= batchSize) {
      write();
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws InterruptedException {
    write();
    for (Rejected row : rejected) {
      context.output(row, newest, GlobalWindow.INSTANCE);
    }
    rejected.clear();
    tally.flush();
  }

  private void write() throws InterruptedException {
    int before = rejected.size();
    Objects.requireNonNull(writer).write(batch, (row, why) -> reject(row, TAKEN, why));
    tally.add("rows", batch.size() - (rejected.size() - before));
    batch.clear();
  }

  private void reject(Row row, String rule, String found) {
    tally.rejected(rule);
    String reason = rule + ", found " + found;
    rejected.add(Rejected.text(Origin.STREAM, step, reason, json.toText(row)));
  }

  @Teardown
  public void teardown() {
    if (writer != null) {
      writer.close();
    }
  }
}
