package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.beam.runners.flink.adapter.FlinkKey;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupBucketsTest {

  @Test
  void fewGroupsWithSimilarNamesUseManyBuckets() {
    Set<Integer> used = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      used.add(GroupBuckets.of(new Group(new Object[] {"device-" + i})));
    }
    assertThat(used).hasSizeGreaterThan(GroupBuckets.COUNT / 2);
    assertThat(used).allMatch(bucket -> bucket >= 0 && bucket < GroupBuckets.COUNT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 64})
  void everySlotOfAFlinkHasTheSameNumberOfThemUpToOne(int slots) {
    int[] load = new int[slots];
    int places = KeyGroupRangeAssignment.computeDefaultMaxParallelism(slots);
    for (int i = 0; i < GroupBuckets.COUNT; i++) {
      FlinkKey key = FlinkKey.of(GroupBuckets.key(i), VarIntCoder.of());
      load[KeyGroupRangeAssignment.assignKeyToParallelOperator(key, places, slots)]++;
    }
    double mean = (double) GroupBuckets.COUNT / slots;
    assertThat(Arrays.stream(load))
        .allMatch(buckets -> buckets >= Math.floor(mean) && buckets <= Math.ceil(mean));
  }
}
