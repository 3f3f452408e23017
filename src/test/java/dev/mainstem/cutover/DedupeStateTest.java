package dev.mainstem.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.RowKey;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** How many ids are kept, row by row, in a state that the test holds in its hand. */
class DedupeStateTest {

  private static final Schema SCHEMA =
      Rows.schemaOf(RowType.of(new RowType.Field("id", FieldType.INT64, false)));
  private static final RowKey ID = new RowKey(SCHEMA, List.of("id"));
  private static final RowKey NOTHING = new RowKey(SCHEMA, List.of());

  /** One row a second. */
  private static final int ROWS = 10_000;

  private static final int DISORDER = 30;

  @Test
  void whileAnOrderedHistoryIsReadTheIdsOfItsDisorderAreKeptAndNoMore() {
    State state = new State(Duration.ZERO);
    int most = 0;
    for (int second = 0; second < ROWS; second++) {
      state.take(second, second);
      state.advanceTo(second - DISORDER);
      most = Math.max(most, state.ids());
    }
    // the row that the watermark stands at, and those since
    assertThat(most).isEqualTo(DISORDER + 1);
    state.advanceTo(ROWS);
    assertThat(state.ids()).isZero();
  }

  @Test
  void withinAddsTwiceItsSpan() {
    State state = new State(Duration.ofSeconds(100));
    int most = 0;
    for (int second = 0; second < ROWS; second++) {
      state.take(second, second);
      state.advanceTo(second - DISORDER);
      most = Math.max(most, state.ids());
    }
    assertThat(most).isEqualTo(2 * 100 + DISORDER + 1);
  }

  @Test
  void whileAHistoryInAnyOrderIsReadAllIdsAreKept() {
    State state = new State(Duration.ZERO);
    for (int second = ROWS; second > 0; second--) {
      state.take(second, second);
    }
    assertThat(state.ids()).isEqualTo(ROWS);
    state.advanceTo(ROWS + 1);
    assertThat(state.ids()).isZero();
  }

  @Test
  void whatIsForgottenWasNeededByNoCopyThatIsInTime() {
    State state = new State(Duration.ZERO);
    for (int second = 0; second < ROWS; second++) {
      state.take(second, second);
      state.advanceTo(second - DISORDER);
      // the oldest copy that is not late
      state.take(Math.max(0, second - DISORDER), Math.max(0, second - DISORDER));
    }
    assertThat(state.passed).containsExactlyElementsOf(LongStream.range(0, ROWS).boxed().toList());
  }

  @Test
  void aRestartKeepsWhatIsKeptAndNothingElse() {
    State state = new State(Duration.ZERO);
    for (int second = 0; second < ROWS; second++) {
      if (second % 997 == 0) {
        state = state.restarted();
      }
      state.take(second, second);
      state.advanceTo(second - DISORDER);
      assertThat(state.ids()).isLessThanOrEqualTo(DISORDER + 1);
      state.take(Math.max(0, second - DISORDER), Math.max(0, second - DISORDER));
    }
    assertThat(state.passed).containsExactlyElementsOf(LongStream.range(0, ROWS).boxed().toList());
  }

  /** The step with the state and the timers of all keys. */
  private static final class State {

    private final Dedupe.OnceFn fn;
    private final Map<Long, List<KV<Long, Row>>> values = new HashMap<>();
    private final TreeMap<Long, Set<Long>> timers = new TreeMap<>();
    private final Map<Long, Long> timerOf = new HashMap<>();
    private final List<Long> passed = new ArrayList<>();
    private long watermark = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();

    State(Duration within) {
      this(new Dedupe.OnceFn(SCHEMA, NOTHING, within, Duration.ZERO, false));
    }

    private State(Dedupe.OnceFn fn) {
      this.fn = fn;
      fn.setup();
    }

    /** What a checkpoint would bring back, through the bytes of it. */
    State restarted() {
      State restarted = new State(SerializableUtils.clone(fn));
      ListCoder<KV<Long, Row>> coder =
          ListCoder.of(KvCoder.of(VarLongCoder.of(), RowCoder.of(NOTHING.schema())));
      values.forEach((id, kept) -> restarted.values.put(id, copy(coder, kept)));
      timerOf.forEach(restarted::setTimer);
      restarted.passed.addAll(passed);
      restarted.watermark = watermark;
      return restarted;
    }

    private static <T> T copy(Coder<T> coder, T value) {
      try {
        return CoderUtils.clone(coder, value);
      } catch (CoderException e) {
        throw new IllegalStateException(e);
      }
    }

    void take(long id, int second) {
      Row row = Rows.of(SCHEMA, id);
      Instant time = Instant.ofEpochSecond(second);
      fn.process(KV.of(ID.of(row), row), time, new Value(id), new TimerOf(id), new Out(passed));
    }

    void advanceTo(int second) {
      watermark = Math.max(watermark, second * 1_000L);
      while (!timers.isEmpty() && timers.firstKey() <= watermark) {
        for (long id : timers.pollFirstEntry().getValue()) {
          timerOf.remove(id);
          fn.forget(new Value(id));
        }
      }
    }

    int ids() {
      return values.size();
    }

    private void setTimer(long id, long millis) {
      Long before = timerOf.put(id, millis);
      if (before != null) {
        timers.getOrDefault(before, new HashSet<>()).remove(id);
      }
      timers.computeIfAbsent(millis, at -> new HashSet<>()).add(id);
    }

    private final class Value implements ValueState<List<KV<Long, Row>>> {

      private final long id;

      Value(long id) {
        this.id = id;
      }

      @Override
      public void write(List<KV<Long, Row>> kept) {
        values.put(id, kept);
      }

      @Override
      @SuppressWarnings("NullAway") // a state may have no value
      public List<KV<Long, Row>> read() {
        return values.get(id);
      }

      @Override
      public ValueState<List<KV<Long, Row>>> readLater() {
        return this;
      }

      @Override
      public void clear() {
        values.remove(id);
      }
    }

    private final class TimerOf implements Timer {

      private final long id;

      TimerOf(long id) {
        this.id = id;
      }

      @Override
      public void set(Instant time) {
        setTimer(id, time.getMillis());
      }

      @Override
      public void setRelative() {
        throw new UnsupportedOperationException();
      }

      @Override
      public void clear() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Timer offset(org.joda.time.Duration offset) {
        return this;
      }

      @Override
      public Timer align(org.joda.time.Duration period) {
        return this;
      }

      @Override
      public Timer withOutputTimestamp(Instant time) {
        return this;
      }

      @Override
      public Timer withNoOutputTimestamp() {
        return this;
      }

      @Override
      public Instant getCurrentRelativeTime() {
        return Instant.ofEpochMilli(watermark);
      }
    }
  }

  /** Takes the ids of what passes. */
  private record Out(List<Long> passed) implements MultiOutputReceiver {

    @Override
    public <T> OutputReceiver<T> get(TupleTag<T> tag) {
      return new OutputReceiver<>() {
        @Override
        public OutputBuilder<T> builder(T row) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void output(T row) {
          passed.add(((Row) row).getInt64(0));
        }
      };
    }

    @Override
    public <T> OutputReceiver<Row> getRowReceiver(TupleTag<T> tag) {
      throw new UnsupportedOperationException();
    }
  }
}
