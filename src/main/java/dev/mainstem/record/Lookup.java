package dev.mainstem.record;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that a step looks up in: what of it is sent to workers, and opened there.
 *
 * <p>It joins the step, which knows no files, with the files, which know no steps.
 */
public interface Lookup extends Serializable {

  /** The rows of the table. Immutable and thread-safe. */
  interface Table {

    /**
     * The values of the row with a key, or null if there is none, as for a key with a null in it.
     *
     * @param key the values of a {@link RowKey}
     */
    @Nullable List<@Nullable Object> find(List<@Nullable Object> key);
  }

  /**
   * The table, which a process reads once, however many ask for it.
   *
   * @throws dev.mainstem.spec.EnvironmentException if it is no longer as it was at the launch
   */
  Table open();
}
