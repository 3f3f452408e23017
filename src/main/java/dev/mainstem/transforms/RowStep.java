package dev.mainstem.transforms;

import dev.mainstem.record.Lookup;
import dev.mainstem.spec.LookupSpec;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a step makes of one row, looking at no other.
 *
 * <p>A DoFn opens it in its setup, gives it row after row, and flushes it when a bundle is
 * finished. Not thread-safe.
 */
abstract class RowStep implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Makes what is not sent to workers. */
  abstract void open();

  /**
   * The row that becomes of one, or null where none does.
   *
   * @param out for what is rejected
   */
  abstract @Nullable Row process(Row row, MultiOutputReceiver out);

  /** What it looks up in a file, if it does. */
  Optional<LookupSpec> lookup() {
    return Optional.empty();
  }

  /** The same step, which looks up in what the launch found, by the names of steps. */
  RowStep bound(Map<String, Lookup> lookups) {
    return this;
  }

  /** Hands the counts over. */
  abstract void flush();
}
