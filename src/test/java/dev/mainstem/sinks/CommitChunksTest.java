package dev.mainstem.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When messages get into a topic, also where workers, callbacks and transactions are lost. */
@Timeout(120)
class CommitChunksTest {

  private static final int SHARD = 0;
  private static final String RUN = "run-1";
  private static final Duration NEVER = Duration.ofDays(1);

  private final ValueOfAKey<Long> next = new ValueOfAKey<>();
  private final BagOfAKey<KV<Long, byte[]>> pending = new BagOfAKey<>();
  private final TimerOfAKey look = new TimerOfAKey();
  private final TimerOfAKey end = new TimerOfAKey();
  private final Callbacks callbacks = new Callbacks();
  private final List<CommitChunks> workers = new ArrayList<>();
  private String topic = "";

  @BeforeEach
  void aNewTopic() {
    topic = TestBroker.topic("once", 1);
  }

  @AfterEach
  void stopWorkers() {
    workers.forEach(CommitChunks::teardown);
  }

  @Test
  void messagesWaitForTheCheckpointThatHoldsThem() throws Exception {
    CommitChunks worker = worker();
    give(worker, "a");
    fireLook(worker);
    assertThat(messages()).isEmpty();
    callbacks.checkpointComplete();
    fireLook(worker);
    assertThat(messages()).containsExactly("a");
    assertThat(look.fires()).isFalse();
  }

  @Test
  void allThatWaitsForOneCheckpointIsOneTransaction() throws Exception {
    CommitChunks worker = worker();
    give(worker, "a", "b");
    give(worker, "c");
    callbacks.checkpointComplete();
    fireLook(worker);
    messages();
    // the marker of a transaction in between would have an offset too
    assertThat(TestBroker.messages(topic)).extracting(m -> m.offset()).containsExactly(0L, 1L, 2L);
  }

  @Test
  void whatCameAfterTheCheckpointWaitsForTheNextOne() throws Exception {
    CommitChunks worker = worker();
    give(worker, "a");
    callbacks.checkpointComplete();
    callbacks.lose();
    give(worker, "b");
    fireLook(worker);
    assertThat(messages()).containsExactly("a");
    callbacks.checkpointComplete();
    fireLook(worker);
    assertThat(messages()).containsExactly("a", "b");
  }

  @Test
  void aRestoredStateIsWrittenThoughNothingMoreComes() throws Exception {
    give(worker(), "a");
    callbacks.lose();
    fireLook(worker());
    assertThat(messages()).containsExactly("a");
  }

  @Test
  void whatWasWrittenBeforeTheWorkerWasLostIsNotWrittenAgain() throws Exception {
    CommitChunks worker = worker();
    give(worker, "a");
    Checkpoint checkpoint = new Checkpoint();
    callbacks.checkpointComplete();
    fireLook(worker);

    checkpoint.restore();
    CommitChunks restored = worker();
    give(restored, "b");
    callbacks.checkpointComplete();
    fireLook(restored);
    assertThat(messages()).containsExactly("a", "b");
  }

  @Test
  void aCheckpointThatFailsIsMadeUpForByTheNextOne() throws Exception {
    CommitChunks worker = worker();
    give(worker, "a");
    callbacks.lose();
    fireLook(worker);
    assertThat(messages()).isEmpty();
    callbacks.checkpointComplete();
    fireLook(worker);
    assertThat(messages()).containsExactly("a");
  }

  @Test
  void aWorkerThatWasTakenForDeadIsShutOut() throws Exception {
    CommitChunks dead = worker();
    give(dead, "a");
    Checkpoint checkpoint = new Checkpoint();
    callbacks.checkpointComplete();
    fireLook(worker());
    checkpoint.restore();
    assertThatThrownBy(() -> fireLook(dead))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("shut out while writing into the topic " + topic);
    assertThat(messages()).containsExactly("a");
  }

  @Test
  void whatADeadWorkerLeftOpenIsTakenBack() throws Exception {
    CommitChunks worker = worker();
    give(worker, "a");
    Topics.beginAs(target(RUN, false).id(SHARD), topic, "half of it").abandon();
    callbacks.lose();
    fireLook(worker());
    assertThat(messages()).containsExactly("a");
  }

  @Test
  void aTransactionThatTheBrokerEndsIsWrittenAgain() throws Exception {
    CommitChunks worker = worker();
    give(worker, "a");
    Checkpoint checkpoint = new Checkpoint();
    callbacks.checkpointComplete();
    Topics.expire(target(RUN, false).id(SHARD));
    assertThatThrownBy(() -> fireLook(worker))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("transaction.timeout.ms");
    assertThat(messages()).isEmpty();
    checkpoint.restore();
    fireLook(worker());
    assertThat(messages()).containsExactly("a");
  }

  @Test
  void theEndOfTheStreamWaitsForNoCheckpoint() throws Exception {
    CommitChunks worker = worker();
    give(worker, "a");
    fireEnd(worker);
    assertThat(messages()).containsExactly("a");
  }

  @Test
  void behindTheEndNothingIsNewHoweverFarTheJobGoesBack() throws Exception {
    Checkpoint beginning = new Checkpoint();
    CommitChunks worker = worker();
    give(worker, "a");
    Checkpoint checkpoint = new Checkpoint();
    callbacks.checkpointComplete();
    fireLook(worker);
    give(worker, "b");
    give(worker, "c");
    fireEnd(worker);

    checkpoint.restore();
    CommitChunks restored = worker();
    fireLook(restored);
    give(restored, "b", "c");
    fireEnd(restored);
    assertThat(messages()).containsExactly("a", "b", "c");

    beginning.restore();
    CommitChunks again = worker();
    give(again, "a", "b");
    give(again, "c");
    fireEnd(again);
    assertThat(messages()).containsExactly("a", "b", "c");
  }

  @Test
  void anEndlessStreamThatIsDrainedMayGoOn() throws Exception {
    CommitChunks drained = worker(target(RUN, true));
    give(drained, "a");
    fireEnd(drained);
    CommitChunks resumed = worker(target(RUN, true));
    give(resumed, "b");
    callbacks.checkpointComplete();
    fireLook(resumed);
    assertThat(messages()).containsExactly("a", "b");
  }

  @Test
  void anOlderCheckpointThanTheNewestIsRefused() throws Exception {
    Checkpoint older = new Checkpoint();
    CommitChunks worker = worker();
    give(worker, "a");
    callbacks.checkpointComplete();
    fireLook(worker);
    older.restore();
    assertThatThrownBy(() -> give(worker(), "a"))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("has more of this run (1 chunks) than the checkpoint");
    assertThat(messages()).containsExactly("a");
  }

  @Test
  void aFreshRunStartsAtItsBeginningWhateverAnEarlierOneWrote() throws Exception {
    CommitChunks earlier = worker();
    give(earlier, "a");
    fireEnd(earlier);
    new Checkpoint().forget();
    CommitChunks fresh = worker(target("run-2", false));
    give(fresh, "a");
    fireEnd(fresh);
    assertThat(messages()).containsExactly("a", "a");
  }

  @Test
  void aRunThatAnotherHasFollowedCanNotGoOnAndDoesNotDisturbIt() throws Exception {
    give(worker(), "a");
    Checkpoint checkpoint = new Checkpoint();
    checkpoint.forget();
    CommitChunks follower = worker(target("run-2", false));
    give(follower, "b");
    Checkpoint ofFollower = new Checkpoint();
    checkpoint.restore();
    assertThatThrownBy(() -> fireLook(worker()))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("the run run-2 of this definition has written");
    ofFollower.restore();
    fireEnd(follower);
    assertThat(messages()).containsExactly("b");
  }

  @Test
  void whatTheBrokerHasForgottenIsNotGuessed() throws Exception {
    give(worker(), "a");
    Topics.forget(target(RUN, false).id(SHARD));
    assertThatThrownBy(() -> fireLook(worker()))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("offsets.retention.minutes");
    assertThat(messages()).isEmpty();
  }

  @Test
  void aLongSilenceInWhichTheBrokerForgotDoesNoHarm() throws Exception {
    CommitChunks worker = worker();
    give(worker, "a");
    callbacks.checkpointComplete();
    fireLook(worker);
    Topics.forget(target(RUN, false).id(SHARD));
    CommitChunks restored = worker();
    give(restored, "b");
    callbacks.checkpointComplete();
    fireLook(restored);
    assertThat(messages()).containsExactly("a", "b");
  }

  @Test
  void whatTheBrokerForgotInASilenceItIsToldBeforeSomethingWaits() throws Exception {
    CommitChunks worker = worker(target(RUN, false), Duration.ZERO);
    give(worker, "a");
    callbacks.checkpointComplete();
    fireLook(worker);
    Topics.forget(target(RUN, false).id(SHARD));
    give(worker, "b");
    callbacks.lose();
    fireLook(worker());
    assertThat(messages()).containsExactly("a", "b");
  }

  @Test
  void aTransactionThatWasLeftOpenDoesNotLookAsIfTheBrokerHadForgottenTheShard() throws Exception {
    TransactionalTarget target = target(RUN, false);
    CommitChunks worker = worker();
    give(worker, "a");
    callbacks.checkpointComplete();
    fireLook(worker);
    give(worker, "b");
    callbacks.checkpointComplete();
    try (KafkaProducer<byte[], byte[]> killed =
        new KafkaProducer<>(
            target.producerOf(SHARD), new ByteArraySerializer(), new ByteArraySerializer())) {
      killed.initTransactions();
      killed.beginTransaction();
      killed.sendOffsetsToTransaction(
          Map.of(new TopicPartition(topic, 0), new Committed(RUN, 2, false).toOffset()),
          new ConsumerGroupMetadata(target.id(SHARD)));
      fireLook(worker());
    }
    assertThat(messages()).containsExactly("a", "b");
  }

  @Test
  void withoutCheckpointsNothingIsWaitedForWhicheverWorkerHasTheShard() throws Exception {
    CommitChunks one = new CommitChunks(target(RUN, false), true, NEVER);
    CommitChunks other = new CommitChunks(target(RUN, false), true, NEVER);
    give(one, "a");
    fireLook(other);
    give(other, "b");
    fireLook(one);
    give(other, "c");
    fireEnd(one);
    assertThat(messages()).containsExactly("a", "b", "c");
    assertThat(callbacks.waiting()).isEmpty();
  }

  private CommitChunks worker() {
    return worker(target(RUN, false));
  }

  private CommitChunks worker(TransactionalTarget target) {
    return worker(target, NEVER);
  }

  private CommitChunks worker(TransactionalTarget target, Duration renewAfter) {
    CommitChunks worker = new CommitChunks(target, false, renewAfter);
    workers.add(worker);
    return worker;
  }

  private TransactionalTarget target(String run, boolean endless) {
    return new TransactionalTarget(
        topic, TestBroker.servers(), "tests/" + topic, run, endless, Map.of());
  }

  /** A bundle with one chunk. */
  private void give(CommitChunks worker, String... texts) throws IOException {
    MessageChunk chunk = new MessageChunk();
    for (String text : texts) {
      chunk.add(message(text));
    }
    worker.process(KV.of(SHARD, chunk.take()), next, pending, look, end, callbacks);
    worker.finishBundle();
  }

  @SuppressWarnings("NullAway") // the coder's keys may be null
  private static KV<byte[], byte[]> message(String text) {
    return KV.of(null, text.getBytes(UTF_8));
  }

  private void fireLook(CommitChunks worker) {
    assertThat(look.fires()).as("the timer is set").isTrue();
    worker.look(SHARD, next, pending, look);
    worker.finishBundle();
  }

  private void fireEnd(CommitChunks worker) {
    assertThat(end.fires()).as("the timer is set").isTrue();
    worker.end(SHARD, next, pending);
    worker.finishBundle();
  }

  private List<String> messages() {
    Topics.awaitMarkers(topic, 1);
    return TestBroker.values(topic);
  }

  /** The state as it is now. */
  private final class Checkpoint {

    private final ValueOfAKey<Long> nextThen = next.copy();
    private final BagOfAKey<KV<Long, byte[]>> pendingThen = pending.copy();

    /** Timers are part of a checkpoint. */
    void restore() {
      next.goBackTo(nextThen);
      pending.goBackTo(pendingThen);
      callbacks.lose();
      if (!Boolean.TRUE.equals(pending.isEmpty().read())) {
        look.setRelative();
      }
    }

    /** Leaves nothing, as a fresh start does. */
    void forget() {
      next.clear();
      pending.clear();
      callbacks.lose();
    }
  }
}
