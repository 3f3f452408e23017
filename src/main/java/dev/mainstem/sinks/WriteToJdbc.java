package dev.mainstem.sinks;

import dev.mainstem.record.JodaTime;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowKey;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.Value;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.Row;

/**
 * {@code WriteToJdbc}: rows of a table. With a {@code key}, a row takes the place of the one before
 * it with that key; rows of one key go through one writer, so that the last of them stays.
 */
record WriteToJdbc(
    String step,
    String input,
    RowType rows,
    JdbcTarget target,
    boolean create,
    int batchSize,
    int shards)
    implements Sink {

  private static final int BATCH_SIZE = 1000;

  /** A name, or a name in a schema, either as SQL has it without quotes or in them. */
  private static final Pattern TABLE =
      Pattern.compile(
          "([A-Za-z_][A-Za-z0-9_]*|\"[^\"]+\")(\\.([A-Za-z_][A-Za-z0-9_]*|\"[^\"]+\"))?");

  private static final Pattern HAS_PASSWORD = Pattern.compile("(?i).*[?&;]password=.*");

  static Optional<WriteToJdbc> read(SinkContext context) {
    Section config = context.config();
    Optional<String> url =
        config
            .require("url", "the database, such as jdbc:postgresql://host:5432/trips")
            .flatMap(WriteToJdbc::readUrl);
    Optional<String> table =
        config.require("table", "the table to write to").flatMap(WriteToJdbc::readTable);
    Optional<String> username = config.get("username").flatMap(v -> v.text("a text"));
    Optional<String> password = config.get("password").flatMap(v -> v.text("a text"));
    List<String> key = context.fields("key").stream().distinct().toList();
    boolean create = config.get("create_table").flatMap(Value::flag).orElse(false);
    int batchSize = config.get("batch_size").flatMap(v -> v.integer(1)).orElse(BATCH_SIZE);
    int shards = config.get("shards").flatMap(v -> v.integer(1)).orElse(1);
    context.input().fields().stream()
        .filter(RowType.Field::array)
        .forEach(field -> config.problem(noColumn(field)));
    if (url.isEmpty() || table.isEmpty()) {
      return Optional.empty();
    }
    JdbcTarget target =
        new JdbcTarget(
            config.path(),
            url.get(),
            username.orElse(null),
            password.orElse(null),
            table.get(),
            key);
    return Optional.of(
        new WriteToJdbc(
            context.step(),
            context.spec().input(),
            context.input(),
            target,
            create,
            batchSize,
            shards));
  }

  private static String noColumn(RowType.Field field) {
    return "a table has no column for an array, and %s is one; leave it out by a MapToFields, or make"
            .formatted(field.name())
        + " rows of it by an Explode";
  }

  private static Optional<String> readUrl(Value value) {
    String what = "an address that begins with " + String.join(" or ", JdbcDialect.prefixes());
    Optional<String> url = value.word(what);
    if (url.isPresent() && HAS_PASSWORD.matcher(url.get()).matches()) {
      value.problem("has a password, which would be shown; the key password says it");
      return Optional.empty();
    }
    if (url.isPresent() && JdbcDialect.of(url.get()).isEmpty()) {
      value.expected(what);
      return Optional.empty();
    }
    return url;
  }

  private static Optional<String> readTable(Value value) {
    String what = "a table, such as trips, public.trips or \"Trips\"";
    Optional<String> table = value.word(what);
    if (table.isPresent() && !TABLE.matcher(table.get()).matches()) {
      value.expected(what);
      return Optional.empty();
    }
    return table;
  }

  @Override
  public Optional<TableTarget> table() {
    return Optional.of(new TableTarget(target.table(), target.key()));
  }

  @Override
  public void check() {
    JdbcTable.check(target, rows, create);
  }

  @Override
  public PTransform<PCollection<Row>, PDone> writing(
      Commit commit, String embedded, RejectedRecords rejected) {
    return new PTransform<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public PDone expand(PCollection<Row> input) {
        Schema schema = Rows.schemaOf(rows);
        rejected.add(
            input
                .apply("AllTime", allTime())
                .apply("Shards", ParDo.of(new ShardFn(schema, target.key(), shards)))
                .setCoder(KvCoder.of(VarIntCoder.of(), input.getCoder()))
                .apply("Rows", ParDo.of(new WriteRows(step, target, schema, batchSize)))
                .setCoder(RejectedCoder.of()));
        return PDone.in(input.getPipeline());
      }
    };
  }

  private static Window<Row> allTime() {
    return Window.<Row>into(new GlobalWindows())
        .triggering(DefaultTrigger.of())
        .withAllowedLateness(JodaTime.of(Duration.ZERO))
        .discardingFiredPanes();
  }

  /** Gives each row its shard: rows of one key have the same; without a key, equal rows have. */
  private static final class ShardFn extends DoFn<Row, KV<Integer, Row>> {

    private static final long serialVersionUID = 1L;

    private final RowKey key;
    private final int shards;

    ShardFn(Schema schema, List<String> key, int shards) {
      this.key = new RowKey(schema, key.isEmpty() ? schema.getFieldNames() : key);
      this.shards = shards;
    }

    @ProcessElement
    public void process(@Element Row row, OutputReceiver<KV<Integer, Row>> out) {
      int shard = Math.floorMod(Arrays.hashCode(key.values(row)), shards);
      out.output(KV.of(shard, row));
    }
  }
}
