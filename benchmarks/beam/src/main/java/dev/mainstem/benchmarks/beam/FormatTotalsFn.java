package dev.mainstem.benchmarks.beam;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;

/** Totals and their window as a line of JSON. */
class FormatTotalsFn extends DoFn<KV<String, TotalsFn.Totals>, String> {

  @ProcessElement
  public void process(
      @Element KV<String, TotalsFn.Totals> device,
      BoundedWindow window,
      OutputReceiver<String> lines) {
    TotalsFn.Totals totals = device.getValue();
    IntervalWindow interval = (IntervalWindow) window;
    lines.output(
        "{\"device\":\""
            + device.getKey()
            + "\",\"n\":"
            + totals.n
            + ",\"total\":"
            + totals.total
            + ",\"lowest\":"
            + totals.lowest
            + ",\"highest\":"
            + totals.highest
            + ",\"window_start\":\""
            + interval.start()
            + "\",\"window_end\":\""
            + interval.end()
            + "\"}");
  }
}
