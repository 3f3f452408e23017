package dev.mainstem.pipeline;

import dev.mainstem.history.HistoryFile;
import dev.mainstem.live.LiveTopic;
import java.util.List;
import java.util.Optional;

/**
 * What a launch found of the inputs that a definition names.
 *
 * @param files of the history
 * @param topic of the live side, if the definition has one
 * @param embeddedBroker where the launch's own broker is; empty if it has none
 */
public record Inputs(List<HistoryFile> files, Optional<LiveTopic> topic, String embeddedBroker) {

  public Inputs {
    files = List.copyOf(files);
  }
}
