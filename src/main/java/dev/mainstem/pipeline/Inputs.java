package dev.mainstem.pipeline;

import dev.mainstem.history.HistoryFile;
import dev.mainstem.history.LookupFile;
import dev.mainstem.live.LiveTopic;
import dev.mainstem.record.Lookup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a launch found of the inputs that a definition names.
 *
 * @param files of the history
 * @param cutover the instant that history owns what is before, and live the rest; null where both
 *     count
 * @param topic of the live side, if the definition has one
 * @param embeddedBroker where the launch's own broker is; empty if it has none
 * @param lookups the files that steps look up in
 */
public record Inputs(
    List<HistoryFile> files,
    @Nullable Instant cutover,
    Optional<LiveTopic> topic,
    String embeddedBroker,
    List<LookupFile> lookups) {

  public Inputs {
    files = List.copyOf(files);
    lookups = List.copyOf(lookups);
  }

  /** The inputs of steps that look up in no file. */
  public Inputs(
      List<HistoryFile> files,
      @Nullable Instant cutover,
      Optional<LiveTopic> topic,
      String embeddedBroker) {
    this(files, cutover, topic, embeddedBroker, List.of());
  }

  /** The files that steps look up in, by the names of the steps. */
  Map<String, Lookup> lookupsByStep() {
    return lookups.stream()
        .collect(Collectors.toMap(file -> file.spec().step(), Function.identity()));
  }
}
