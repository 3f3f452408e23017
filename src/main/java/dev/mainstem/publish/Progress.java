package dev.mainstem.publish;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How far a publish has come, told every few seconds in which it does something. Not thread-safe.
 */
public final class Progress {

  /** So seldom that nobody minds, so often that nobody wonders. */
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Consumer<State> tell;
  private final LongSupplier nanos;
  private long totalBytes;
  private long bytes;
  private long records;
  private long toldRecords;
  private long toldNanos;
  private boolean publishing;

  /**
   * Where a publish is.
   *
   * @param publishing whether messages are published; before that, files are read for the types of
   *     their columns
   * @param records that became messages, or parts of one, so far
   * @param perSecond how many of them in a second, since this was told last
   * @param share of the bytes of all files that has been read, from 0 to 1
   */
  public record State(boolean publishing, long records, double perSecond, double share) {}

  /** A progress by the clock of this machine. */
  public Progress(Consumer<State> tell) {
    this(tell, System::nanoTime);
  }

  Progress(Consumer<State> tell, LongSupplier nanos) {
    this.tell = tell;
    this.nanos = nanos;
    this.toldNanos = nanos.getAsLong();
  }

  /**
   * Files of so many bytes are read from their start: to publish them, or to look at them first.
   */
  void begin(long bytesOfAll, boolean toPublish) {
    totalBytes = bytesOfAll;
    bytes = 0;
    publishing = toPublish;
  }

  /** So many more bytes were read. */
  void read(long more) {
    bytes += more;
    tellIfDue();
  }

  /** One more record was taken. */
  void record() {
    records++;
    tellIfDue();
  }

  private void tellIfDue() {
    long now = nanos.getAsLong();
    if (now - toldNanos >= INTERVAL.toNanos()) {
      double perSecond = (records - toldRecords) * 1e9 / (now - toldNanos);
      double share = totalBytes == 0 ? 1 : Math.min(1, (double) bytes / totalBytes);
      toldNanos = now;
      toldRecords = records;
      tell.accept(new State(publishing, records, perSecond, share));
    }
  }
}
