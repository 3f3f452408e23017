package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.beam.sdk.schemas.Schema;
import org.junit.jupiter.api.Test;

class SliceTest {

  private static final Schema KEY =
      Rows.schemaOf(new RowType(List.of(new RowType.Field("key", FieldType.INT64, true))));
  private static final BucketCoder CODER =
      new BucketCoder(
          KEY,
          new AccumulatorsCoder(
              List.of(GroupResults.ROWS, Function.SUM.of("sum", 0, FieldType.INT64))));

  @Test
  void groupsThatWerePackedOnTheWayKnowTheRowsBeforeAndBehindIt() throws Exception {
    Slice slice = new Slice(0, GroupBuckets.FOR_ANY, CODER);
    Map<Long, Long> rows = new HashMap<>();
    Map<Long, Long> sums = new HashMap<>();
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      long key = random.nextInt(9_000);
      long value = random.nextInt(1_000);
      add(slice, key, value, i);
      rows.merge(key, 1L, Long::sum);
      sums.merge(key, value, Long::sum);
    }
    assertThat(slice.latest()).isEqualTo(49_999);
    Map<Long, Long> countedRows = new HashMap<>();
    Map<Long, Object> countedSums = new HashMap<>();
    Bucket[] buckets = slice.buckets();
    for (int i = 0; i < buckets.length; i++) {
      for (Map.Entry<Group, Accumulator[]> known : known(buckets[i]).entrySet()) {
        long key = (Long) known.getKey().values()[0];
        assertThat(GroupBuckets.FOR_ANY.of(known.getKey().hashCode())).isEqualTo(i);
        countedRows.put(key, GroupResults.rows(known.getValue()));
        countedSums.put(key, known.getValue()[1].results()[0]);
      }
    }
    assertThat(countedRows).isEqualTo(rows);
    assertThat(countedSums).isEqualTo(sums);
  }

  @Test
  void aSliceOfOneRowHasOneBucket() {
    Slice slice = new Slice(0, GroupBuckets.FOR_ANY, CODER);
    add(slice, 1, 1, 5);
    Bucket[] buckets = slice.buckets();
    assertThat(IntStream.range(0, buckets.length).filter(i -> buckets[i] != null).count())
        .isEqualTo(1);
  }

  private static void add(Slice slice, long key, long value, long time) {
    for (Accumulator accumulator : slice.accumulators(new Object[] {key}, time)) {
      accumulator.add(List.of(value));
    }
  }

  private static Map<Group, Accumulator[]> known(Bucket bucket) {
    Map<Group, Accumulator[]> known = new HashMap<>();
    bucket.forEach(known::put);
    return known;
  }
}
