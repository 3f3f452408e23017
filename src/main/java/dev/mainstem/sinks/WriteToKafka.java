package dev.mainstem.sinks;

import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.Delivery;
import dev.mainstem.spec.KafkaProperties;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.Row;

/**
 * {@code WriteToKafka}: one message a row, its value the row as JSON, its key the fields of {@code
 * key}: the text of one, a JSON array of several, none if none are named.
 */
record WriteToKafka(
    String step, String input, RowType rows, List<String> key, TopicWriting messages)
    implements Sink {

  static Optional<WriteToKafka> read(SinkContext context) {
    Section config = context.config();
    Optional<String> topic =
        config.require("topic", "the topic to write to").flatMap(LiveSpec::readTopic);
    Optional<String> servers = readServers(context);
    List<String> key = context.fields("key");
    Optional<TopicWriting.Transactions> transactions = readTransactions(context, topic.orElse(""));
    Map<String, String> producer =
        config
            .get("producer")
            .flatMap(v -> v.section("a mapping of producer properties"))
            .map(KafkaProperties::read)
            .orElse(Map.of());
    if (topic.isEmpty() || servers.isEmpty()) {
      return Optional.empty();
    }
    TopicTarget target = new TopicTarget(config.path(), topic.get(), servers.get(), producer);
    return Optional.of(
        new WriteToKafka(
            context.step(),
            context.spec().input(),
            context.input(),
            key,
            new TopicWriting(target, transactions)));
  }

  private static Optional<String> readServers(SinkContext context) {
    Optional<String> servers =
        context
            .config()
            .get("bootstrap_servers")
            .flatMap(v -> v.word("host:port or embedded"))
            .or(() -> context.definition().liveSide().map(LiveSpec::bootstrapServers));
    if (servers.isEmpty()) {
      context
          .config()
          .require("bootstrap_servers", "host:port; there is no live side to share them");
    }
    return servers;
  }

  private static Optional<TopicWriting.Transactions> readTransactions(
      SinkContext context, String topic) {
    Optional<Delivery> delivery =
        context.config().get("delivery").flatMap(v -> v.oneOf(Delivery.class));
    Optional<Value> shards = context.config().get("shards");
    if (delivery.orElse(Delivery.AT_LEAST_ONCE) == Delivery.AT_LEAST_ONCE) {
      shards.ifPresent(v -> v.keyProblem("has a meaning only with delivery: exactly_once"));
      return Optional.empty();
    }
    int count = shards.flatMap(v -> v.integer(1)).orElse(1);
    return Optional.of(
        TopicWriting.Transactions.of(context.definition(), context.step(), topic, count));
  }

  @Override
  public Optional<TopicTarget> topic() {
    return Optional.of(messages.target());
  }

  @Override
  public boolean needsCheckpoints() {
    return messages.needsCheckpoints();
  }

  @Override
  public void write(RowStream stream, Commit commit, String embedded, RejectedRecords rejected) {
    stream
        .batches()
        .ifPresentOrElse(
            batches ->
                batches.apply(
                    step, messages.writing(step, new BatchMessages(format()), commit, embedded)),
            () -> stream.rows().apply(step, writing(commit, embedded, rejected)));
  }

  @Override
  public PTransform<PCollection<Row>, PDone> writing(
      Commit commit, String embedded, RejectedRecords rejected) {
    return messages.writing(step, format(), commit, embedded);
  }

  private MessageFormat<Row> format() {
    return new RowMessages(Rows.schemaOf(rows), key);
  }
}
