package dev.mainstem.spec;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The unbounded form of the stream: a Kafka topic.
 *
 * @param bootstrapServers as Kafka takes it, or {@link #EMBEDDED}
 * @param messages how they are written
 * @param startSlack how far before the cut-over reading starts, in Kafka's time
 * @param idleAfter how long a partition is caught up before it follows the others; null for never
 * @param consumer further properties of the consumer
 * @param samples globs of what an embedded broker's topic is filled with, as written; no other
 *     broker is ever filled
 * @param allowGap whether a topic that begins later than it is wanted is read anyhow
 */
public record LiveSpec(
    String topic,
    String bootstrapServers,
    MessageSpec messages,
    Start start,
    Duration startSlack,
    Stop stop,
    @Nullable Duration idleAfter,
    Map<String, String> consumer,
    List<String> samples,
    boolean allowGap)
    implements Serializable {

  /** In the place of servers: a broker of the launch's own. */
  public static final String EMBEDDED = "embedded";

  private static final Duration DEFAULT_SLACK = Duration.ofHours(1);
  private static final Duration DEFAULT_IDLE = Duration.ofSeconds(30);

  /**
   * Where reading starts.
   *
   * @param at the instant for {@code INSTANT}, otherwise null; that of the cut-over is its own
   */
  public record Start(Kind kind, @Nullable Instant at) implements Serializable {

    /** The ways to say it. */
    public enum Kind {
      EARLIEST,
      LATEST,
      COMMITTED,
      CUTOVER,
      INSTANT
    }
  }

  /** When reading stops. */
  public enum Stop {
    NEVER,
    END
  }

  public LiveSpec {
    consumer = Map.copyOf(consumer);
    samples = List.copyOf(samples);
  }

  /** Whether the broker is the launch's own. */
  public boolean isEmbedded() {
    return bootstrapServers.equals(EMBEDDED);
  }

  /**
   * @param history whether there is a history too, whose rows live goes on from
   */
  static LiveSpec read(Section section, CutoverSpec cutover, boolean history) {
    Optional<String> topic =
        section.require("topic", "the topic to read").flatMap(LiveSpec::readTopic);
    Optional<String> servers =
        section
            .require("bootstrap_servers", "host:port, or embedded for a broker of the launch's own")
            .flatMap(v -> v.word("host:port or embedded"));
    MessageSpec messages = MessageSpec.read(section);
    Start start = section.get("start").flatMap(LiveSpec::readStart).orElse(defaultStart(cutover));
    checkCutover(section, start, cutover);
    Stop stop = section.get("stop").flatMap(v -> v.oneOf(Stop.class)).orElse(Stop.NEVER);
    Duration slack = section.get("start_slack").flatMap(Value::duration).orElse(DEFAULT_SLACK);
    Duration idle =
        section
            .get("idle_after")
            .map(LiveSpec::readIdle)
            .orElse(Optional.of(DEFAULT_IDLE))
            .orElse(null);
    Map<String, String> consumer =
        section
            .get("consumer")
            .flatMap(v -> v.section("a mapping of consumer properties"))
            .map(KafkaProperties::read)
            .orElse(Map.of());
    List<String> samples = readSamples(section, messages);
    boolean allowGap = section.get("allow_gap").flatMap(Value::flag).orElse(false);
    if (history && !allowGap) {
      checkNothingPassedOver(section, start, cutover);
    }
    section.done();
    return new LiveSpec(
        topic.orElse(""),
        servers.orElse(""),
        messages,
        start,
        slack,
        stop,
        idle,
        consumer,
        samples,
        allowGap);
  }

  private static List<String> readSamples(Section section, MessageSpec messages) {
    Optional<Value> sample = section.get("sample");
    if (messages.format() != MessageSpec.Format.JSON) {
      sample.ifPresent(v -> v.keyProblem("has a meaning only with format: json"));
    }
    return sample.map(FilePaths::readGlobs).orElse(List.of());
  }

  /** The name of a topic. */
  public static Optional<String> readTopic(Value value) {
    String what = "a topic: letters, digits, dots, underscores and hyphens";
    Optional<String> topic = value.word(what);
    if (topic.isPresent() && !topic.get().matches("[A-Za-z0-9._-]{1,249}")) {
      value.expected(what);
      return Optional.empty();
    }
    return topic;
  }

  private static Start defaultStart(CutoverSpec cutover) {
    return new Start(cutover.hasInstant() ? Start.Kind.CUTOVER : Start.Kind.EARLIEST, null);
  }

  private static Optional<Start> readStart(Value value) {
    String what = "cutover, earliest, latest, committed or an ISO instant";
    Optional<String> text = value.text(what);
    for (Start.Kind kind : Start.Kind.values()) {
      String word = kind.name().toLowerCase(Locale.ROOT);
      if (kind != Start.Kind.INSTANT && text.isPresent() && word.equals(text.get())) {
        return Optional.of(new Start(kind, null));
      }
    }
    List<String> words = List.of("cutover", "earliest", "latest", "committed");
    return value.instant(what, words).map(at -> new Start(Start.Kind.INSTANT, at));
  }

  private static void checkCutover(Section section, Start start, CutoverSpec cutover) {
    if (start.kind() == Start.Kind.CUTOVER && !cutover.hasInstant()) {
      section
          .get("start")
          .ifPresent(v -> v.problem("cutover needs an instant at cutover.at to start from"));
    }
  }

  private static void checkNothingPassedOver(Section section, Start start, CutoverSpec cutover) {
    Optional<Value> value = section.get("start");
    if (start.kind() == Start.Kind.LATEST) {
      value.ifPresent(
          v ->
              v.problem(
                  "latest would pass over what came between the end of the history and now; start"
                      + " at the cutover or earlier, or accept the gap with allow_gap: true"));
    }
    if (start.at() != null && cutover.at() != null && start.at().isAfter(cutover.at())) {
      value.ifPresent(
          v ->
              v.problem(
                  "would pass over what came since cutover.at, which live owns; start earlier, or"
                      + " accept the gap with allow_gap: true"));
    }
  }

  private static Optional<Duration> readIdle(Value value) {
    boolean never =
        value.isScalar() && value.text("a duration or never").orElse("").equals("never");
    return never ? Optional.empty() : value.positiveDuration().or(() -> Optional.of(DEFAULT_IDLE));
  }
}
