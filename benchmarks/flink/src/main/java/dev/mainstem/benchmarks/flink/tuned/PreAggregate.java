package dev.mainstem.benchmarks.flink.tuned;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Aggregates what one reader has of each device and window, before the shuffle. Totals go on when
 * the watermark passes their window, at the end, and before a checkpoint, so that nothing has to be
 * kept in state.
 */
final class PreAggregate extends AbstractStreamOperator<DeviceTotals>
    implements OneInputStreamOperator<Reading, DeviceTotals>, BoundedOneInput {

  private final long windowMillis;
  private transient TreeMap<Long, Map<String, Totals>> windows;
  private transient Map<String, Totals> last;
  private transient long lastStart;
  private transient DeviceTotals result;
  private transient StreamRecord<DeviceTotals> record;

  PreAggregate(long windowMillis) {
    this.windowMillis = windowMillis;
  }

  @Override
  public void open() throws Exception {
    super.open();
    windows = new TreeMap<>();
    lastStart = Long.MIN_VALUE;
    result = new DeviceTotals();
    record = new StreamRecord<>(result);
  }

  @Override
  public void processElement(StreamRecord<Reading> element) {
    Reading reading = element.getValue();
    long start = reading.at - Math.floorMod(reading.at, windowMillis);
    if (start != lastStart) {
      last = windows.computeIfAbsent(start, any -> new HashMap<>());
      lastStart = start;
    }
    Totals totals = last.get(reading.device);
    if (totals == null) {
      totals = new Totals();
      last.put(reading.device, totals);
    }
    totals.add(reading.x);
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    handOn(watermark.getTimestamp());
    super.processWatermark(watermark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    handOn(Long.MAX_VALUE);
  }

  @Override
  public void endInput() {
    handOn(Long.MAX_VALUE);
  }

  private void handOn(long watermark) {
    Iterator<Map.Entry<Long, Map<String, Totals>>> oldest = windows.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Long, Map<String, Totals>> window = oldest.next();
      if (window.getKey() > watermark - windowMillis + 1) {
        return;
      }
      handOn(window.getKey(), window.getValue());
      oldest.remove();
      lastStart = Long.MIN_VALUE;
    }
  }

  private void handOn(long start, Map<String, Totals> devices) {
    record.setTimestamp(start);
    devices.forEach(
        (device, totals) -> {
          result.device = device;
          result.totals = totals;
          output.collect(record);
        });
  }
}
