package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.CountingSource;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Batches of Beam's own counting source: 0, 1, 2 and so on, each at a time of its own. */
class BatchedSourceTest {

  private static final Duration LONG = Duration.ofHours(1);

  private static final PipelineOptions OPTIONS = PipelineOptionsFactory.create();

  /** The first two hundred numbers come late, the oldest of them last. */
  private static final SerializableFunction<Long, Instant> TIMES =
      number -> Instant.ofEpochMilli(number < 200 ? 1_000 - number : number);

  @SuppressWarnings("deprecation") // a public source with times and marks, for tests
  private static BatchedSource<Long, CountingSource.CounterMark> counting() {
    return BatchedSource.of(CountingSource.unboundedWithTimestampFn(TIMES), number -> 1_000, LONG);
  }

  private static List<Long> readOn(
      BatchedSource<Long, CountingSource.CounterMark> source,
      BatchedSource.@Nullable Mark<CountingSource.CounterMark> mark,
      int batches)
      throws IOException {
    List<Long> numbers = new ArrayList<>();
    try (UnboundedReader<List<TimestampedValue<Long>>> reader =
        source.createReader(OPTIONS, mark)) {
      boolean any = reader.start();
      for (int i = 0; i < batches && any; i++) {
        reader.getCurrent().forEach(number -> numbers.add(number.getValue()));
        any = reader.advance();
      }
    }
    return numbers;
  }

  private static UnboundedReader<List<TimestampedValue<Long>>> reader() throws IOException {
    return counting().createReader(OPTIONS, null);
  }

  private static List<Long> numbers(long from, long to) {
    return IntStream.range((int) from, (int) to).mapToObj(Long::valueOf).toList();
  }

  @Test
  void recordsComeInOrderAndNoneIsLeftOutBetweenTwoBatches() throws IOException {
    BatchedSource<Long, CountingSource.CounterMark> source = counting();
    List<Long> read = readOn(source, null, 3);
    assertThat(read).hasSizeGreaterThan(3).isEqualTo(numbers(0, read.size()));
  }

  @Test
  void aBatchIsAtTheEarliestTimeOfItsRecordsWhichKeepTheirOwn() throws IOException {
    try (UnboundedReader<List<TimestampedValue<Long>>> reader = reader()) {
      assertThat(reader.start()).isTrue();
      List<TimestampedValue<Long>> batch = reader.getCurrent();
      assertThat(batch).allMatch(n -> n.getTimestamp().equals(TIMES.apply(n.getValue())));
      assertThat(reader.getCurrentTimestamp())
          .isEqualTo(
              batch.stream().map(TimestampedValue::getTimestamp).min(Instant::compareTo).get());
    }
  }

  @Test
  @SuppressWarnings("unchecked") // a mark of this source
  void whatACheckpointKnowsOfIsTheWholeBatch() throws IOException {
    BatchedSource<Long, CountingSource.CounterMark> source = counting();
    try (UnboundedReader<List<TimestampedValue<Long>>> reader =
        source.createReader(OPTIONS, null)) {
      assertThat(reader.start()).isTrue();
      int size = reader.getCurrent().size();
      BatchedSource.Mark<CountingSource.CounterMark> mark =
          CoderUtils.clone(
              source.getCheckpointMarkCoder(),
              (BatchedSource.Mark<CountingSource.CounterMark>) reader.getCheckpointMark());
      assertThat(readOn(source, mark, 1)).first().isEqualTo((long) size);
    }
  }

  @Test
  void aBatchHasAsManyRecordsAsFitAQuarterOfAMegabyteAndOneAtLeast() throws IOException {
    assertThat(firstBatch(number -> 1_024, LONG)).hasSize(256);
    assertThat(firstBatch(number -> 100, LONG)).hasSize(2_622);
    assertThat(firstBatch(number -> 1 << 20, LONG)).hasSize(1);
  }

  @Test
  void aBatchDoesNotWaitForRecordsThatComeOneByOne() throws IOException {
    assertThat(firstBatch(number -> 1, Duration.ZERO)).hasSize(1);
  }

  private static List<TimestampedValue<Long>> firstBatch(
      BatchedSource.SizeOf<Long> sizeOf, Duration maxWait) throws IOException {
    @SuppressWarnings("deprecation") // a public source with times and marks, for tests
    UnboundedSource<Long, CountingSource.CounterMark> numbers =
        CountingSource.unboundedWithTimestampFn(TIMES);
    try (UnboundedReader<List<TimestampedValue<Long>>> reader =
        BatchedSource.of(numbers, sizeOf, maxWait).createReader(OPTIONS, null)) {
      assertThat(reader.start()).isTrue();
      return reader.getCurrent();
    }
  }

  @Test
  void thereIsNothingBeforeTheStart() throws IOException {
    try (UnboundedReader<List<TimestampedValue<Long>>> reader = reader()) {
      assertThatThrownBy(reader::getCurrent).isInstanceOf(NoSuchElementException.class);
      assertThatThrownBy(reader::getCurrentTimestamp).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void splitsAreThoseOfTheSourceInBatches() throws Exception {
    List<Long> all = new ArrayList<>();
    for (BatchedSource<Long, CountingSource.CounterMark> split : counting().split(2, OPTIONS)) {
      all.addAll(readOn(split, null, 1).subList(0, 50));
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(numbers(0, 100));
  }

  /** A source that can't be divided, as a topic of one partition can't. */
  private static final class Whole extends UnboundedSource<Long, CountingSource.CounterMark> {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("deprecation") // a public source with times and marks, for tests
    private final UnboundedSource<Long, CountingSource.CounterMark> numbers =
        CountingSource.unboundedWithTimestampFn(TIMES);

    @Override
    public List<Whole> split(int desiredNumSplits, PipelineOptions options) {
      return List.of(this);
    }

    @Override
    public UnboundedReader<Long> createReader(
        PipelineOptions options, CountingSource.@Nullable CounterMark mark) throws IOException {
      return numbers.createReader(options, mark);
    }

    @Override
    public Coder<CountingSource.CounterMark> getCheckpointMarkCoder() {
      return numbers.getCheckpointMarkCoder();
    }

    @Override
    public Coder<Long> getOutputCoder() {
      return numbers.getOutputCoder();
    }
  }

  @Test
  void whatCantBeDividedHasSplitsThatAreAtTheEndOfTimeAtOnce() throws Exception {
    List<BatchedSource<Long, CountingSource.CounterMark>> splits =
        BatchedSource.of(new Whole(), number -> 1_000, LONG).split(3, OPTIONS);
    assertThat(splits).hasSize(3);
    assertThat(readOn(splits.get(0), null, 1)).startsWith(0L, 1L, 2L);
    for (BatchedSource<Long, CountingSource.CounterMark> empty : splits.subList(1, 3)) {
      try (UnboundedReader<List<TimestampedValue<Long>>> reader =
          empty.createReader(OPTIONS, null)) {
        assertThat(reader.start()).isFalse();
        assertThat(reader.advance()).isFalse();
        assertThat(reader.getWatermark()).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE);
        @SuppressWarnings("unchecked") // a mark of this source
        BatchedSource.Mark<CountingSource.CounterMark> mark =
            CoderUtils.clone(
                empty.getCheckpointMarkCoder(),
                (BatchedSource.Mark<CountingSource.CounterMark>) reader.getCheckpointMark());
        mark.finalizeCheckpoint();
        assertThat(mark.mark()).isNull();
      }
    }
  }
}
