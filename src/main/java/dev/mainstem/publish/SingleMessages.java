package dev.mainstem.publish;

import dev.mainstem.record.BadValue;
import org.jspecify.annotations.Nullable;

/** One message a record. */
final class SingleMessages implements Messages {

  private final Outlet outlet;
  private final RecordKey key;
  private final @Nullable MessageStamp stamp;
  private final @Nullable Pace pace;

  /**
   * @param stamp tells the times of messages, or null for those of publishing
   * @param pace at which messages go, or null for as fast as they can; needs their times
   */
  SingleMessages(Outlet outlet, RecordKey key, @Nullable MessageStamp stamp, @Nullable Pace pace) {
    this.outlet = outlet;
    this.key = key;
    this.stamp = stamp;
    this.pace = pace;
  }

  @Override
  public void add(byte[] record) throws BadValue {
    byte @Nullable [] keyOf = key.of(record);
    @Nullable Long time = stamp == null ? null : stamp.of(record);
    if (pace != null && time != null && !outlet.nextIsThere()) {
      outlet.rest(pace.until(time));
      pace.await(time);
    }
    outlet.publish(keyOf, record, time);
  }

  @Override
  public void finish() {}
}
