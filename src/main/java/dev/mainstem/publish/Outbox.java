package dev.mainstem.publish;

import dev.mainstem.convert.BadRecord;
import dev.mainstem.convert.RecordSource;
import dev.mainstem.record.BadValue;
import java.util.function.Consumer;

/** Takes the records of files on their way to become messages, and counts them. */
final class Outbox {

  private final Messages messages;
  private final Consumer<BadRecord> tell;
  private long records;
  private long bad;

  Outbox(Messages messages, Consumer<BadRecord> tell) {
    this.messages = messages;
    this.tell = tell;
  }

  /** Takes all records of a file. */
  void take(RecordSource source) {
    source.read(
        new RecordSource.Receiver() {
          @Override
          public void record(byte[] json) throws BadValue {
            messages.add(json);
            records++;
          }

          @Override
          public void bad(BadRecord record) {
            bad++;
            tell.accept(record);
          }
        });
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
