package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import dev.mainstem.testing.Runs;
import dev.mainstem.windowing.Slices;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.beam.sdk.schemas.Schema;
import org.junit.jupiter.api.Test;

/** Slices of a second. */
class BundleSlicesTest {

  private static final int LOOK = BundleSlices.ROWS_BETWEEN_LOOKS;

  private static final Schema KEY =
      Rows.schemaOf(new RowType(List.of(new RowType.Field("key", FieldType.STRING, true))));
  private static final BucketCoder CODER =
      new BucketCoder(
          KEY,
          new AccumulatorsCoder(
              List.of(GroupResults.ROWS, Function.SUM.of("sum", 0, FieldType.INT64))));

  private final BundleSlices slices = new BundleSlices(seconds(), CODER);

  @Test
  void aSliceThatRowsHaveLeftIsPackedAndOneThatTheyComeOfIsNot() {
    Slice left = add("a", 1, 500);
    Slice entered = add("a", 1, 1_500);
    for (int i = 0; i < 2 * LOOK; i++) {
      assertThat(add("b", 1, 1_999)).isSameAs(entered);
    }
    assertThat(left.isPacked()).isTrue();
    assertThat(entered.isPacked()).isFalse();
    assertThat(slices.all()).containsExactlyInAnyOrder(left, entered);
  }

  @Test
  void slicesThatTakeTurnsAreNotPacked() {
    for (int i = 0; i < 5 * LOOK; i++) {
      add("a", 1, 1_000L * (i % 100));
    }
    assertThat(slices.all()).hasSize(100).noneMatch(Slice::isPacked);
  }

  @Test
  void whateverWasPackedOnTheWayAllRowsCountOnce() throws Exception {
    Random random = new Random(11);
    Map<String, Long> expected = new TreeMap<>();
    for (int i = 0; i < 20 * LOOK; i++) {
      long time = random.nextInt(50) == 0 ? random.nextInt(40_000) : i;
      String key = "k" + random.nextInt(300);
      long value = random.nextInt(1_000);
      add(key, value, time);
      expected.merge(time / 1_000 + " " + key, value, Long::sum);
    }
    assertThat(sums()).isEqualTo(expected);
  }

  private Slice add(String key, long value, long time) {
    Slice slice = slices.of(time);
    for (Accumulator accumulator : slice.accumulators(new Object[] {key}, time)) {
      accumulator.add(List.of(value));
    }
    return slice;
  }

  private Map<String, Long> sums() throws Exception {
    Map<String, Long> sums = new TreeMap<>();
    for (Slice slice : slices.all()) {
      for (Bucket bucket : slice.buckets()) {
        if (bucket != null) {
          put(slice.start() / 1_000, bucket, sums);
        }
      }
    }
    return sums;
  }

  private static void put(long second, Bucket bucket, Map<String, Long> sums) {
    bucket.forEach(
        (group, known) -> {
          try {
            sums.put(second + " " + group.values()[0], (Long) known[1].results()[0]);
          } catch (BadValue e) {
            throw new AssertionError(e);
          }
        });
  }

  private static Slices seconds() {
    return Slices.of(
        DefinitionReader.parse(
                """
                name: slices
                stream: {schema: {t: timestamp}, event_time: t}
                history: {path: none.csv, format: csv}
                windowing: {type: fixed, size: 1s}
                sinks: [{type: WriteToConsole, input: stream}]
                """,
                Path.of(""),
                Runs.noVariables())
            .windowing());
  }
}
