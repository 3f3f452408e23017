package dev.mainstem.publish;

import dev.mainstem.convert.BadRecord;
import dev.mainstem.convert.RecordSource;
import dev.mainstem.record.BadValue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Takes the records of files on their way to become messages, and counts them. */
final class Outbox {

  private final Messages messages;
  private final BooleanSupplier nextIsThere;
  private final Consumer<BadRecord> tell;
  private final Progress progress;
  private long records;
  private long there;
  private long bad;

  /**
   * @param nextIsThere whether the next message is in the topic already
   * @param tell is told each bad record
   */
  Outbox(
      Messages messages, BooleanSupplier nextIsThere, Consumer<BadRecord> tell, Progress progress) {
    this.messages = messages;
    this.nextIsThere = nextIsThere;
    this.tell = tell;
    this.progress = progress;
  }

  /** Takes all records of a file. */
  void take(RecordSource source) {
    source.read(
        new RecordSource.Receiver() {
          @Override
          public void record(byte[] json) throws BadValue {
            boolean isThere = nextIsThere.getAsBoolean();
            messages.add(json);
            records++;
            there += isThere ? 1 : 0;
            progress.record();
          }

          @Override
          public void bad(BadRecord record) {
            bad++;
            tell.accept(record);
          }
        });
  }

  /** Publishes what waits for the last record. */
  void finish() {
    messages.finish();
  }

  /** How many of the records were in the topic already. */
  long there() {
    return there;
  }

  /** How many became messages, or parts of one. */
  long records() {
    return records;
  }

  /** How many could not. */
  long bad() {
    return bad;
  }
}
