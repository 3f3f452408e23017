package dev.mainstem.sinks;

import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * A shard as one worker knows it: how far its chunks are, and its transactions, which are opened
 * when they are first needed. Not thread-safe.
 */
final class Shard {

  private final TransactionalTarget target;
  private final int number;
  private ShardState found;
  private long numbered;
  private long safe;
  private long written;
  private @Nullable ShardTransactions transactions;

  /**
   * A shard that the worker has just met.
   *
   * @param found what its state says; that stands in a complete checkpoint, or says nothing yet
   */
  Shard(TransactionalTarget target, int number, ShardState found) {
    this.target = target;
    this.number = number;
    this.found = found;
    this.numbered = found.numbered();
    this.safe = found.numbered();
  }

  /** How many chunks have been numbered. */
  long numbered() {
    return numbered;
  }

  /** How many of them stand in a complete checkpoint. */
  long safe() {
    return safe;
  }

  /** How many of them this worker need not look for any more. */
  long written() {
    return written;
  }

  /** Notes a further chunk. */
  void number(long chunks) {
    numbered = chunks;
  }

  /** Notes that a checkpoint is complete that has so many chunks. */
  void makeSafe(long chunks) {
    safe = Math.max(safe, chunks);
  }

  /**
   * Makes sure that the broker knows the shard, before something waits in its state: whether what
   * is restored was written is told by the broker alone.
   *
   * @param idle the time after which the broker may have forgotten it
   */
  void renew(Duration idle) {
    if (transactions != null && transactions.isIdleFor(idle)) {
      close();
      found = new ShardState(numbered, true);
    }
    open();
  }

  /**
   * Writes chunks in one transaction.
   *
   * @param upTo the number behind them
   * @param last whether no further ones will come
   */
  void write(List<KV<Long, byte[]>> chunks, long upTo, boolean last) {
    if (!chunks.isEmpty()) {
      open().write(chunks, last);
    }
    written = upTo;
  }

  private ShardTransactions open() {
    ShardTransactions open = transactions;
    if (open == null) {
      open = ShardTransactions.open(target, number, found);
      transactions = open;
    }
    return open;
  }

  /** Gives back the connection. */
  void close() {
    if (transactions != null) {
      transactions.close();
      transactions = null;
    }
  }
}
