package dev.mainstem.sinks;

import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowJson;
import dev.mainstem.record.Rows;
import dev.mainstem.record.Tally;
import dev.mainstem.spec.RowType;
import java.util.Optional;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.Row;

/**
 * {@code WriteToConsole}: one JSON object a line, on the standard output of the process that has
 * the row: the launch's own when the runner is embedded, a worker's on a cluster.
 */
record WriteToConsole(String step, String input, RowType rows) implements Sink {

  static Optional<WriteToConsole> read(SinkContext context) {
    return Optional.of(new WriteToConsole(context.step(), context.spec().input(), context.input()));
  }

  @Override
  public boolean isConsole() {
    return true;
  }

  @Override
  public PTransform<PCollection<Row>, PDone> writing(
      Commit commit, String embedded, RejectedRecords rejected) {
    return new PTransform<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public PDone expand(PCollection<Row> input) {
        input.apply("Print", ParDo.of(new PrintFn(step, Rows.schemaOf(rows))));
        return PDone.in(input.getPipeline());
      }
    };
  }

  private static final class PrintFn extends DoFn<Row, Void> {

    private static final long serialVersionUID = 1L;

    private final String step;
    private final Schema schema;
    private transient RowJson json;
    private transient Tally tally;

    PrintFn(String step, Schema schema) {
      this.step = step;
      this.schema = schema;
      setup();
    }

    @Setup
    public void setup() {
      json = new RowJson(schema);
      tally = new Tally(step);
    }

    @ProcessElement
    public void process(@Element Row row) {
      System.out.println(json.toText(row));
      tally.count("lines");
    }

    @FinishBundle
    public void finishBundle() {
      System.out.flush();
      tally.flush();
    }
  }
}
