package dev.mainstem.launch;

import dev.mainstem.history.HistoryEnd;
import dev.mainstem.history.HistoryFile;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instant at which history hands over to live. */
final class CutoverInstant {

  private CutoverInstant() {}

  /**
   * The instant that the definition gives, or the end of its history, for which all files are read.
   *
   * @return null where both sides count everything
   * @throws EnvironmentException if the history has no end, because it has no valid row
   */
  static @Nullable Instant of(Definition definition, List<HistoryFile> files, Progress progress) {
    if (!definition.cutover().atHistoryEnd()) {
      return definition.cutover().at();
    }
    progress.say("cut-over: looking for the end of the history");
    Instant end = HistoryEnd.find(definition, files);
    progress.say("cut-over: at %s, the newest event time of the history".formatted(end));
    return end;
  }
}
