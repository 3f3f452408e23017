package dev.mainstem.publish;

import dev.mainstem.record.BadValue;
import org.jspecify.annotations.Nullable;

/** Makes messages of records. Not thread-safe. */
interface Messages {

  /**
   * Takes a record: one JSON object.
   *
   * @throws BadValue if it can't be published
   */
  void add(byte[] record) throws BadValue;

  /** Publishes what waits for the last record. */
  void finish();

  /** The messages that were asked for. */
  static Messages of(PublishSpec spec, Outlet outlet) {
    @Nullable MessageStamp stamp =
        spec.definition() == null ? null : new MessageStamp(spec.definition().stream());
    return switch (spec.shape()) {
      case RECORDS ->
          new SingleMessages(
              outlet,
              new RecordKey(spec.key()),
              stamp,
              spec.speed() == null ? null : Pace.of(spec.speed()));
      case ARRAY -> new ArrayMessage(outlet, spec, stamp);
    };
  }
}
