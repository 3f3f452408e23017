package dev.mainstem.publish;

import dev.mainstem.broker.TransactionalPublisher;
import dev.mainstem.broker.TransactionalPublisher.Note;
import dev.mainstem.spec.EnvironmentException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Messages in transactions. Those that an earlier publish of the same id brought into the topic are
 * passed over, once they have proved to be the same.
 */
final class InTransactions implements Outlet {

  private final TransactionSpec transactions;
  private final TransactionalPublisher publisher;
  private final Note there;
  private final MessageDigest digest = new MessageDigest();
  private long messages;
  private long inTransaction;
  private long begunNanos;

  private InTransactions(TransactionSpec transactions, TransactionalPublisher publisher) {
    this.transactions = transactions;
    this.publisher = publisher;
    this.there = publisher.found().orElse(new Note(0, digest.soFar()));
  }

  static InTransactions of(PublishSpec spec) {
    TransactionSpec transactions = Objects.requireNonNull(spec.transactions());
    return new InTransactions(
        transactions,
        new TransactionalPublisher(
            spec.servers(), spec.topic(), spec.producer(), transactions.nameAtBroker()));
  }

  @Override
  public boolean nextIsThere() {
    return messages < there.messages();
  }

  @Override
  public void publish(byte @Nullable [] key, byte[] value, @Nullable Long timestamp) {
    boolean isThere = nextIsThere();
    digest.add(key, value);
    messages++;
    if (isThere) {
      checkThere();
      return;
    }
    if (inTransaction == 0) {
      begunNanos = System.nanoTime();
    }
    publisher.publish(key, value, timestamp);
    inTransaction++;
    if (isFull() || isDueWithin(Duration.ZERO)) {
      commit();
    }
  }

  private void checkThere() {
    if (messages == there.messages() && !digest.soFar().equals(there.digest())) {
      throw others();
    }
  }

  private EnvironmentException others() {
    return new EnvironmentException(
        ("--transactional=%s: the first %,d messages, which an earlier publish of this id brought into"
                + " the topic, are not those of these files and options. Go on with the same ones,"
                + " or publish under another id")
            .formatted(transactions.id(), there.messages()));
  }

  private boolean isFull() {
    return transactions.messages() != null && inTransaction >= transactions.messages();
  }

  private boolean isDueWithin(Duration span) {
    return inTransaction > 0
        && transactions.span() != null
        && System.nanoTime() - begunNanos + span.toNanos() >= transactions.span().toNanos();
  }

  private void commit() {
    publisher.commit(new Note(messages, digest.soFar()));
    inTransaction = 0;
  }

  /** A transaction that would be due meanwhile is committed now: readers wait for it. */
  @Override
  public void rest(Duration span) {
    if (isDueWithin(span)) {
      commit();
    }
  }

  @Override
  public void finish() {
    if (nextIsThere()) {
      throw others();
    }
    commit();
  }

  @Override
  public long published() {
    return publisher.published();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
