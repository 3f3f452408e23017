package dev.mainstem.sinks;

/**
 * What the state of a shard says when a worker first meets it.
 *
 * @param numbered how many chunks have been numbered
 * @param settled whether none of them waits to be committed
 */
record ShardState(long numbered, boolean settled) {

  /**
   * Holds what is committed against the state.
   *
   * @return what counts as committed for the run
   * @throws DeliveryException if the two can't be of one course of events
   */
  Committed check(Committed committed, TransactionalTarget target) {
    if (committed.isOf(target.run())) {
      // behind the last transaction of a run nothing is new, whatever its state has gone back to
      if (!committed.last() && committed.chunks() > numbered) {
        throw DeliveryException.beyond(target.topic(), committed.chunks(), numbered);
      }
      return committed;
    }
    if (numbered == 0) {
      return new Committed(committed.run(), 0, false);
    }
    if (!committed.isNothing()) {
      throw DeliveryException.anotherRun(target.topic(), committed.run());
    }
    if (!settled) {
      throw DeliveryException.forgotten(target.topic());
    }
    return new Committed(committed.run(), numbered, false);
  }
}
