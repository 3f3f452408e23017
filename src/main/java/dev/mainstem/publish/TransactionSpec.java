package dev.mainstem.publish;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a publish.
 *
 * @param id the name under which a publish that was broken off is gone on with
 * @param messages that a transaction has at most, or null for any number
 * @param span how long one is open at most, or null for as long as it takes
 */
public record TransactionSpec(String id, @Nullable Long messages, @Nullable Duration span) {

  /** What the broker knows it by: the id of its transactions, and of the group. */
  public String nameAtBroker() {
    return "mainstem-publish-" + id;
  }
}
