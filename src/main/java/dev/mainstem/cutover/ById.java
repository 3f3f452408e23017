package dev.mainstem.cutover;

import dev.mainstem.record.RowKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.Row;

/**
 * The rows of all sides with their ids, on the way to where those of one id meet.
 *
 * <p>Each side gets them by itself, and not what the sides make together: a row goes from its side
 * straight to its id's worker, and rows of one partition of a topic arrive there in their order.
 */
final class ById extends PTransform<PCollectionList<Row>, PCollection<KV<Row, Row>>> {

  private static final long serialVersionUID = 1L;

  private final RowKey key;

  /** The key is what tells the id of a row. */
  ById(RowKey key) {
    this.key = key;
  }

  @Override
  public PCollection<KV<Row, Row>> expand(PCollectionList<Row> sides) {
    KvCoder<Row, Row> coder =
        KvCoder.of(RowCoder.of(key.schema()), RowCoder.of(sides.get(0).getSchema()));
    List<PCollection<KV<Row, Row>>> keyed = new ArrayList<>();
    for (PCollection<Row> side : sides.getAll()) {
      String name = Integer.toString(keyed.size());
      keyed.add(side.apply(name, ParDo.of(new KeyFn(key))).setCoder(coder));
    }
    return PCollectionList.of(keyed).apply("Flatten", Flatten.pCollections());
  }

  private static final class KeyFn extends DoFn<Row, KV<Row, Row>> {

    private static final long serialVersionUID = 1L;

    private final RowKey key;

    KeyFn(RowKey key) {
      this.key = key;
    }

    @ProcessElement
    public void process(@Element Row row, OutputReceiver<KV<Row, Row>> out) {
      out.output(KV.of(key.of(row), row));
    }
  }
}
