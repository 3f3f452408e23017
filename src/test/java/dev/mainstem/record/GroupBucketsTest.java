package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.runners.flink.adapter.FlinkKey;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupBucketsTest {

  /** Over which Flink spreads the keys of up to 85 slots, and of more where it is told so. */
  private static final int PLACES = KeyGroupRangeAssignment.DEFAULT_LOWER_BOUND_MAX_PARALLELISM;

  @ParameterizedTest
  @CsvSource({"1, 4", "2, 8", "3, 16", "4, 16", "8, 32", "20, 128", "32, 128", "1000, 128"})
  void eachSlotHasSomeUpToWhereFlinkSpreadsNoMore(int slots, int buckets) {
    assertThat(GroupBuckets.forSlots(slots).count()).isEqualTo(buckets);
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, 0, 3, 48, 256})
  void thereAreAPowerOfTwoThatFlinkCanSpread(int count) {
    assertThatThrownBy(() -> new GroupBuckets(count)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 32, 128})
  void fewGroupsWithSimilarNamesUseManyBuckets(int count) {
    GroupBuckets buckets = new GroupBuckets(count);
    Set<Integer> used = new HashSet<>();
    for (int i = 0; i < 7 * count; i++) {
      used.add(buckets.of(Arrays.hashCode(new Object[] {"device-" + i})));
    }
    assertThat(used).hasSizeGreaterThan(count / 2);
    assertThat(used).allMatch(bucket -> bucket >= 0 && bucket < count);
  }

  @Property
  void everySlotOfAFlinkHasTheSameNumberOfThemUpToOne(
      @ForAll @IntRange(min = 1, max = 128) int slots, @ForAll @IntRange(max = 7) int power) {
    GroupBuckets buckets = new GroupBuckets(1 << power);
    int[] load = new int[slots];
    for (int key : buckets.keys()) {
      FlinkKey flinks = FlinkKey.of(key, VarIntCoder.of());
      load[KeyGroupRangeAssignment.assignKeyToParallelOperator(flinks, PLACES, slots)]++;
    }
    double mean = (double) buckets.count() / slots;
    assertThat(Arrays.stream(load))
        .allMatch(known -> known >= Math.floor(mean) && known <= Math.ceil(mean));
  }
}
