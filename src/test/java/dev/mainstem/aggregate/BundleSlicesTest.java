package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import dev.mainstem.testing.Runs;
import dev.mainstem.windowing.Slices;
import java.nio.file.Path;
import java.util.Arrays;
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

  private final BundleSlices slices = new BundleSlices(seconds(), GroupBuckets.FOR_ANY, CODER);

  /** They serve row after row, as those of a grouping do. */
  private final Object[] group = new Object[1];

  private final List<Object> values = Arrays.asList(new Object[1]);

  @Test
  void aSliceThatRowsHaveLeftIsPackedAndOneThatTheyComeOfIsNot() {
    Slice left = addGroups(Slice.LEAST_PACKED, 500);
    Slice entered = addGroups(Slice.LEAST_PACKED, 1_500);
    for (int i = 0; i < 2 * LOOK; i++) {
      assertThat(add("b", 1, 1_999)).isSameAs(entered);
    }
    assertThat(left.groupsAtHand()).isZero();
    assertThat(entered.groupsAtHand()).isEqualTo(Slice.LEAST_PACKED + 1);
    assertThat(slices.all()).containsExactlyInAnyOrder(left, entered);
  }

  @Test
  void aSliceOfFewGroupsIsNotWorthIt() {
    Slice left = addGroups(Slice.LEAST_PACKED - 1, 500);
    for (int i = 0; i < 2 * LOOK; i++) {
      add("b", 1, 1_999);
    }
    assertThat(left.groupsAtHand()).isEqualTo(Slice.LEAST_PACKED - 1);
  }

  @Test
  void slicesThatTakeTurnsAreNotPacked() {
    for (int i = 0; i < 5 * LOOK; i++) {
      add("k" + i / 100 % Slice.LEAST_PACKED, 1, 1_000L * (i % 100));
    }
    assertThat(slices.all())
        .hasSize(100)
        .allMatch(slice -> slice.groupsAtHand() == Slice.LEAST_PACKED);
  }

  @Test
  void whateverWasPackedOnTheWayAllRowsCountOnce() {
    Random random = new Random(11);
    Map<String, Long> expected = new TreeMap<>();
    int packed = 0;
    for (int i = 0; i < 20 * LOOK; i++) {
      long time = random.nextInt(500) == 0 ? random.nextInt(20 * LOOK) : i;
      String key = "k" + random.nextInt(300);
      long value = random.nextInt(1_000);
      Slice slice = slices.of(time);
      packed += slice.latest() > Long.MIN_VALUE && slice.groupsAtHand() == 0 ? 1 : 0;
      add(key, value, time);
      expected.merge(time / 1_000 + " " + key, value, Long::sum);
    }
    assertThat(packed).as("slices that a row came back to").isPositive();
    assertThat(sums()).isEqualTo(expected);
  }

  private Slice addGroups(int count, long time) {
    for (int i = 0; i < count; i++) {
      add("k" + i, 1, time);
    }
    return slices.of(time);
  }

  private Slice add(String key, long value, long time) {
    Slice slice = slices.of(time);
    group[0] = key;
    values.set(0, value);
    for (Accumulator accumulator : slice.accumulators(group, time)) {
      accumulator.add(values);
    }
    return slice;
  }

  private Map<String, Long> sums() {
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
