package dev.mainstem.history;

import dev.mainstem.record.Lookup;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.LookupSpec;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A file that a step looks up in, as the launch found it.
 *
 * @param rows how many it has
 * @param keys how many of them can be found: those without a null in their key
 * @param bytes how long it is, decompressed
 * @param crc32c the checksum of its content, by which a worker knows that it is still the same
 */
public record LookupFile(
    LookupSpec spec, HistoryFile file, long rows, long keys, long bytes, long crc32c)
    implements Lookup {

  /** What this process has read and somebody still uses; the tasks of a worker share it. */
  private static final Map<LookupFile, WeakReference<LookupTable>> READ = new HashMap<>();

  @Override
  public Table open() {
    synchronized (READ) {
      READ.values().removeIf(table -> table.refersTo(null));
      WeakReference<LookupTable> known = READ.get(this);
      LookupTable table = known == null ? null : known.get();
      if (table == null) {
        table = readAgain();
        READ.put(this, new WeakReference<>(table));
      }
      return table;
    }
  }

  private LookupTable readAgain() {
    LookupTable table = LookupReader.read(spec, file);
    if (!Objects.equals(table.content(), new ContentBytes.Content(bytes, crc32c))) {
      throw new EnvironmentException(
          "%s: %s has changed since the launch, so that equal rows would get different values; put it back, or start a run afresh"
              .formatted(spec.step(), file.name()));
    }
    return table;
  }
}
