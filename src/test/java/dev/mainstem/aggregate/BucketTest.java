package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.RowKey;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.sdk.util.CoderUtils;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {

  /** The rows of a group, their texts in order, and the least of them: bytes of any number. */
  private static final List<Aggregate> AGGREGATES =
      List.of(
          GroupResults.ROWS,
          Function.TOP.of("texts", 0, FieldType.STRING, 10_000),
          Function.MIN.of("least", 0, FieldType.STRING));

  private static final BucketCoder CODER = coder(AGGREGATES, FieldType.INT64);

  /** Those that are packed, and those that are so large that they are not. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2 * Bucket.MOST_PACKED})
  void whatItKnowsOfGroupsOfAllTypesTravels(int length) throws Exception {
    BucketCoder coder =
        coder(
            AGGREGATES,
            FieldType.STRING,
            FieldType.BOOLEAN,
            FieldType.INT32,
            FieldType.INT64,
            FieldType.DECIMAL,
            FieldType.TIMESTAMP,
            FieldType.DATE,
            FieldType.FLOAT,
            FieldType.DOUBLE);
    Group group =
        group(
            "a",
            true,
            1,
            2L,
            new BigDecimal("3"),
            Instant.ofEpochMilli(4),
            LocalDate.of(2026, 1, 5),
            Float.floatToIntBits(6.5f),
            Double.doubleToLongBits(7.5));
    Group ofNulls = group(new @Nullable Object[9]);
    List<String> text = List.of("x".repeat(length));
    Bucket bucket = new Bucket(coder);
    bucket.merge(bucket(coder, Map.of(group, text, ofNulls, text)));

    Bucket arrived = CoderUtils.clone(coder, bucket);
    arrived.merge(CoderUtils.clone(coder, bucket(coder, Map.of(group, text))));
    Map<Group, Long> rows = new HashMap<>();
    arrived.forEach((known, accumulators) -> rows.put(known, GroupResults.rows(accumulators)));
    assertThat(rows).isEqualTo(Map.of(group, 2L, ofNulls, 1L));
    assertThat(arrived.rows()).isEqualTo(3);
  }

  /**
   * Texts of up to 60 characters, so that accumulators grow by a little and by more, and beyond
   * what is packed; few groups and many; buckets that travel before they are merged, or behind it.
   */
  @Property(tries = 300)
  void mergedBucketsKnowWhatMapsKnow(
      @ForAll @IntRange(min = 1, max = 400) int groups,
      @ForAll @IntRange(min = 1, max = 30) int bundles,
      @ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    Map<Long, List<String>> naive = new TreeMap<>();
    Bucket bucket = new Bucket(CODER);
    for (int i = 0; i < bundles; i++) {
      Map<Group, List<String>> bundle = new HashMap<>();
      for (int row = random.nextInt(200); row > 0; row--) {
        long key = random.nextInt(groups);
        String text = "x".repeat(random.nextInt(60)) + row;
        bundle.computeIfAbsent(group(key), g -> new ArrayList<>()).add(text);
        naive.computeIfAbsent(key, k -> new ArrayList<>()).add(text);
      }
      Bucket added = bucket(CODER, bundle);
      bucket.merge(random.nextBoolean() ? added : CoderUtils.clone(CODER, added));
      bucket = random.nextInt(5) > 0 ? bucket : CoderUtils.clone(CODER, bucket);
    }
    assertThat(known(bucket)).isEqualTo(expected(naive));
    assertThat(bucket.rows()).isEqualTo(naive.values().stream().mapToLong(List::size).sum());
  }

  @Test
  void mergedBucketsShareNothing() throws Exception {
    Map<Group, List<String>> rows =
        Map.of(group(1L), List.of("a"), group(2L), List.of("b".repeat(Bucket.MOST_PACKED)));
    Bucket other = bucket(CODER, rows);
    Map<Long, List<Object>> before = known(other);
    Bucket one = new Bucket(CODER);
    one.merge(other);
    one.merge(other);
    assertThat(known(other)).isEqualTo(before);
    assertThat(one.rows()).isEqualTo(4);
  }

  @Test
  void manyGroupsFindTheirPlaces() throws Exception {
    Map<Group, List<String>> rows = new HashMap<>();
    // hashes of one bucket have five bits in common
    IntStream.range(0, 200_000)
        .mapToObj(i -> group((long) i))
        .filter(group -> GroupBuckets.FOR_ANY.of(group.hashCode()) == 3)
        .forEach(group -> rows.put(group, List.of("a")));
    Bucket bucket = new Bucket(CODER);
    bucket.merge(bucket(CODER, rows));
    bucket.merge(bucket(CODER, rows));
    Map<Group, Long> counted = new HashMap<>();
    bucket.forEach((group, known) -> counted.put(group, GroupResults.rows(known)));
    assertThat(counted).hasSizeGreaterThan(5_000).containsOnlyKeys(rows.keySet());
    assertThat(counted.values()).containsOnly(2L);
  }

  /** Of a page, of more than one, and of more than what is packed has room for. */
  @Test
  void longKeysAreFoundToo() throws Exception {
    BucketCoder coder = coder(AGGREGATES, FieldType.STRING);
    Map<Group, List<String>> rows = new HashMap<>();
    for (int length : new int[] {0, 1, 8_000, 20_000, 1, EntryPages.MOST_KEY, 3_000_000}) {
      rows.put(group("k".repeat(length)), List.of("a"));
    }
    Bucket bucket = new Bucket(coder);
    bucket.merge(CoderUtils.clone(coder, bucket(coder, rows)));
    bucket.merge(bucket(coder, rows));
    Map<Group, Long> counted = new HashMap<>();
    CoderUtils.clone(coder, bucket)
        .forEach((group, known) -> counted.put(group, GroupResults.rows(known)));
    assertThat(counted).hasSize(6).containsOnlyKeys(rows.keySet());
    assertThat(counted.values()).containsOnly(2L);
  }

  @Test
  void arraysCanBeKeys() throws Exception {
    RowType input = new RowType(List.of(new RowType.Field("tags", FieldType.STRING, true, true)));
    RowKey key = new RowKey(Rows.schemaOf(input), List.of("tags"));
    BucketCoder coder = new BucketCoder(key.schema(), new AccumulatorsCoder(AGGREGATES));
    List<String> text = List.of("a");
    Map<Group, List<String>> rows =
        Map.of(
            group(List.of("a", "b")), text,
            group(List.of("ab")), text,
            group(List.of()), text,
            group((Object) null), text);
    Bucket bucket = CoderUtils.clone(coder, bucket(coder, rows));
    bucket.merge(bucket(coder, rows));
    Map<Group, Long> counted = new HashMap<>();
    bucket.forEach((group, known) -> counted.put(group, GroupResults.rows(known)));
    assertThat(counted).containsOnlyKeys(rows.keySet());
    assertThat(counted.values()).containsOnly(2L);
  }

  private static Bucket bucket(BucketCoder coder, Map<Group, List<String>> rows) {
    Bucket bucket = new Bucket(coder);
    GroupBytes bytes = new GroupBytes(coder);
    rows.forEach(
        (group, texts) -> {
          Accumulator[] accumulators = coder.accumulators().create();
          for (String text : texts) {
            Arrays.stream(accumulators).forEach(a -> a.add(List.of(text)));
          }
          bucket.add(group, accumulators, bytes);
        });
    return bucket;
  }

  private static Map<Long, List<Object>> known(Bucket bucket) throws Exception {
    Map<Long, List<Object>> known = new TreeMap<>();
    Map<Group, Accumulator[]> groups = new HashMap<>();
    bucket.forEach(groups::put);
    for (Map.Entry<Group, Accumulator[]> group : groups.entrySet()) {
      List<Object> results = new ArrayList<>();
      for (Accumulator accumulator : group.getValue()) {
        results.addAll(Arrays.asList(accumulator.results()));
      }
      known.put((Long) group.getKey().values()[0], results);
    }
    return known;
  }

  private static Map<Long, List<Object>> expected(Map<Long, List<String>> rows) {
    Map<Long, List<Object>> expected = new TreeMap<>();
    rows.forEach(
        (group, texts) -> {
          List<String> descending = texts.stream().sorted((a, b) -> b.compareTo(a)).toList();
          String least = descending.get(descending.size() - 1);
          expected.put(group, List.of((long) texts.size(), descending, least));
        });
    return expected;
  }

  private static Group group(@Nullable Object... values) {
    return new Group(values);
  }

  private static BucketCoder coder(List<Aggregate> aggregates, FieldType... key) {
    RowType input =
        new RowType(
            Arrays.stream(key)
                .map(type -> new RowType.Field("of_" + type.word(), type, true))
                .toList());
    RowKey keys = new RowKey(Rows.schemaOf(input), input.names());
    return new BucketCoder(keys.schema(), new AccumulatorsCoder(aggregates));
  }
}
