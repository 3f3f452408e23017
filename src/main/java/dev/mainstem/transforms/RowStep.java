package dev.mainstem.transforms;

import java.io.Serializable;
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

  /** Hands the counts over. */
  abstract void flush();
}
