package dev.mainstem.pipeline;

import dev.mainstem.history.HistoryFile;
import dev.mainstem.live.LiveTopic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a launch found of the inputs that a definition names.
 *
 * @param files of the history
 * @param cutover the instant that history owns what is before, and live the rest; null where both
 *     count
 * @param topic of the live side, if the definition has one
 * @param embeddedBroker where the launch's own broker is; empty if it has none
 */
public record Inputs(
    List<HistoryFile> files,
    @Nullable Instant cutover,
    Optional<LiveTopic> topic,
    String embeddedBroker) {

  public Inputs {
    files = List.copyOf(files);
  }
}
