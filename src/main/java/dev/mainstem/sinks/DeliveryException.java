package dev.mainstem.sinks;

/** Messages can't be written exactly once: what is in the topic does not fit what is to come. */
final class DeliveryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private DeliveryException(String message) {
    super(message);
  }

  /** What is in the topic came later than the checkpoint that the run goes on from. */
  static DeliveryException beyond(String topic, long committed, long numbered) {
    return new DeliveryException(
        ("the topic %s has more of this run (%d chunks) than the checkpoint that it goes on from"
                + " (%d), and would get the rest twice; go on from the newest checkpoint, or start"
                + " afresh into another topic")
            .formatted(topic, committed, numbered));
  }

  /** The record of the run is not the newest one of its definition. */
  static DeliveryException anotherRun(String topic, String run) {
    return new DeliveryException(
        ("the run %s of this definition has written into the topic %s since; this one can't tell"
                + " any more what of it is there. Start afresh")
            .formatted(run, topic));
  }

  /** The broker has let the record of the run expire. */
  static DeliveryException forgotten(String topic) {
    return new DeliveryException(
        ("the broker does not know any more what this run has written into the topic %s: consumer"
                + " groups that are not used are forgotten after offsets.retention.minutes."
                + " Start afresh into another topic")
            .formatted(topic));
  }

  /** Another producer has taken over, or the broker has given the transaction up. */
  static DeliveryException shutOut(String topic) {
    return new DeliveryException(
        ("shut out while writing into the topic %s: another run of this definition writes there,"
                + " or the transaction took longer than transaction.timeout.ms")
            .formatted(topic));
  }
}
