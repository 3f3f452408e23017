package dev.mainstem.history;

import dev.mainstem.record.Lookup;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file in memory, its rows by their keys.
 *
 * @param entries by the values of their keys, none of which is null
 * @param rows how many rows the file has, those with a null in their key among them
 * @param content of the file that was read
 */
record LookupTable(
    Map<List<@Nullable Object>, Entry> entries, long rows, ContentBytes.Content content)
    implements Lookup.Table {

  /**
   * A row.
   *
   * @param line where it stands
   * @param values those that steps ask for
   */
  record Entry(long line, List<@Nullable Object> values) {}

  @Override
  public @Nullable List<@Nullable Object> find(List<@Nullable Object> key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.values();
  }
}
