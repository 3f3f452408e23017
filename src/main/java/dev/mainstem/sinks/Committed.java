package dev.mainstem.sinks;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How much of a shard is in its topic: what is committed with each of its transactions, as the
 * offset of a consumer group.
 *
 * @param run whose chunks they are; empty if there is no such record
 * @param chunks how many of them
 * @param last whether they are all that there will ever be
 */
record Committed(String run, long chunks, boolean last) {

  private static final Committed NOTHING = new Committed("", 0, false);
  private static final String LAST = " last";

  /** What the broker keeps; it may keep nothing. */
  static Committed of(@Nullable OffsetAndMetadata kept) {
    if (kept == null) {
      return NOTHING;
    }
    String text = kept.metadata();
    boolean last = text.endsWith(LAST);
    String run = last ? text.substring(0, text.length() - LAST.length()) : text;
    return new Committed(run, kept.offset(), last);
  }

  /** As the broker keeps it. */
  OffsetAndMetadata toOffset() {
    return new OffsetAndMetadata(chunks, last ? run + LAST : run);
  }

  /** Whether a run wrote it. */
  boolean isOf(String other) {
    return run.equals(other);
  }

  /** Whether there is no such record: none was written yet, or the broker has let it expire. */
  boolean isNothing() {
    return run.isEmpty();
  }
}
