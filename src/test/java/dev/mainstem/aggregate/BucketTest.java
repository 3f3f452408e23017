package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.Rows;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.runners.flink.adapter.FlinkKey;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {

  private static final AccumulatorsCoder COUNTS = new AccumulatorsCoder(List.of(ResultFn.ROWS));

  @Test
  void whatItKnowsOfGroupsOfAllTypesTravels() throws Exception {
    Schema schema =
        schema(
            FieldType.STRING,
            FieldType.BOOLEAN,
            FieldType.INT32,
            FieldType.INT64,
            FieldType.DECIMAL,
            FieldType.TIMESTAMP,
            FieldType.DATE);
    Group group =
        group(
            "a",
            true,
            1,
            2L,
            new BigDecimal("3"),
            Instant.ofEpochMilli(4),
            LocalDate.of(2026, 1, 5));
    Group ofNulls = group(new @Nullable Object[7]);
    Bucket bucket = new Bucket();
    count(bucket, group, 3);
    count(bucket, ofNulls, 1);

    Bucket arrived = CoderUtils.clone(new BucketCoder(schema, COUNTS), bucket);
    count(arrived, group, 1);
    assertThat(counts(arrived)).isEqualTo(Map.of(group.toString(), 4L, ofNulls.toString(), 1L));
    assertThat(arrived.rows()).isEqualTo(5);
  }

  @Test
  void mergedBucketsShareNothing() {
    Bucket one = new Bucket();
    Bucket other = new Bucket();
    count(other, group("a"), 2);
    one.merge(other, COUNTS::create);
    count(one, group("a"), 1);
    assertThat(counts(one)).isEqualTo(Map.of("[a]", 3L));
    assertThat(counts(other)).isEqualTo(Map.of("[a]", 2L));
  }

  @Test
  void fewGroupsWithSimilarNamesUseManyBuckets() {
    Set<Integer> used = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      used.add(Bucket.of(group("device-" + i)));
    }
    assertThat(used).hasSizeGreaterThan(Bucket.COUNT / 2);
    assertThat(used).allMatch(bucket -> bucket >= 0 && bucket < Bucket.COUNT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 64})
  void everySlotOfAFlinkHasTheSameNumberOfThemUpToOne(int slots) {
    int[] load = new int[slots];
    int places = KeyGroupRangeAssignment.computeDefaultMaxParallelism(slots);
    for (int i = 0; i < Bucket.COUNT; i++) {
      FlinkKey key = FlinkKey.of(Bucket.key(i), VarIntCoder.of());
      load[KeyGroupRangeAssignment.assignKeyToParallelOperator(key, places, slots)]++;
    }
    double mean = (double) Bucket.COUNT / slots;
    assertThat(Arrays.stream(load))
        .allMatch(buckets -> buckets >= Math.floor(mean) && buckets <= Math.ceil(mean));
  }

  private static Group group(@Nullable Object... values) {
    return new Group(values);
  }

  private static void count(Bucket bucket, Group group, int rows) {
    for (int i = 0; i < rows; i++) {
      bucket.accumulators(group, COUNTS::create)[0].add(List.of());
    }
  }

  private static Map<String, Long> counts(Bucket bucket) {
    Map<String, Long> counts = new TreeMap<>();
    bucket.forEach((group, known) -> counts.put(group.toString(), ResultFn.rows(known)));
    return counts;
  }

  private static Schema schema(FieldType... types) {
    return Rows.schemaOf(
        new RowType(
            Arrays.stream(types)
                .map(type -> new RowType.Field("of_" + type.word(), type, true))
                .toList()));
  }
}
