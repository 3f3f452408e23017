package dev.mainstem.replay;

import dev.mainstem.history.FileRecords;
import dev.mainstem.history.HistoryFiles;
import dev.mainstem.live.MessageSchema;
import dev.mainstem.record.JodaTime;
import dev.mainstem.record.JsonRecords;
import dev.mainstem.record.Origin;
import dev.mainstem.record.RecordOutput;
import dev.mainstem.record.RecordReceiver;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RowJson;
import dev.mainstem.record.Rows;
import dev.mainstem.record.TextDecoder;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.spec.Metadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes rows of rejected records, each as its side would. Not thread-safe. */
final class RecordReader implements RecordReceiver {

  private static final String LATE = "late";
  private static final String HISTORY = "history";
  private static final String LIVE = "live";

  private final Definition definition;
  private final @Nullable Instant cutover;
  private final Writer out;
  private final Consumer<String> tell;
  private final RowJson json;
  private final JsonRecords messages;
  private final RecordOutput messageOutput = new RecordOutput(LIVE);
  private final Map<String, FileRecords> files = new HashMap<>();
  private @Nullable TextDecoder decoder;
  private String stage = "";
  private long rows;
  private long bad;
  private long notOwned;

  /**
   * @param cutover the instant of the cut-over, or null
   * @param out takes the rows
   * @param tell is told the records that can't be read still
   */
  RecordReader(
      Definition definition,
      java.time.@Nullable Instant cutover,
      Writer out,
      Consumer<String> tell) {
    this.definition = definition;
    // event times are whole milliseconds: the first one that is not before the instant
    this.cutover = cutover == null ? null : JodaTime.of(cutover.plusNanos(999_999));
    this.out = out;
    this.tell = tell;
    this.json = new RowJson(Rows.schemaOf(definition.stream().rowType()));
    this.messages = new JsonRecords(definition.stream(), Map.of());
  }

  /**
   * Reads a record; answers false if it is none that can be read again.
   *
   * @throws EnvironmentException if the schema of messages can't be had
   */
  boolean take(Rejected rejected) {
    stage = rejected.stage();
    Optional<HistorySpec> history = definition.historySide();
    if (stage.equals(HISTORY) && history.isPresent()) {
      byte[] bytes = bytes(rejected);
      file(history.get(), rejected.origin())
          .text(bytes, charset(history.get(), rejected), rejected.origin().line());
    } else if (stage.equals(LIVE) && definition.liveSide().isPresent()) {
      message(rejected, definition.liveSide().get());
    } else if (stage.equals(LATE)) {
      write(rejected.raw());
    } else {
      return false;
    }
    return true;
  }

  /** One that could be made JSON once was kept as that. */
  private void message(Rejected rejected, LiveSpec live) {
    messageOutput.bind(this, messages.rows(), rejected::origin);
    RecordOutput.TextParser parser =
        (text, receiver) ->
            messages.parse(text, name -> metadata(name, rejected.origin()), receiver);
    if (rejected.isBase64()) {
      messageOutput.take(bytes(rejected), decoder(live), parser);
    } else {
      messageOutput.take(rejected.raw(), parser);
    }
  }

  private TextDecoder decoder(LiveSpec live) {
    TextDecoder made = decoder;
    if (made == null) {
      made = MessageSchema.find(definition, live).format().decoder(definition.stream());
      decoder = made;
    }
    return made;
  }

  private static byte[] bytes(Rejected rejected) {
    return rejected.isBase64()
        ? Base64.getDecoder().decode(rejected.raw())
        : rejected.raw().getBytes(StandardCharsets.UTF_8);
  }

  /** What was text once is text; what was none may be some in the charset that is given now. */
  private static Charset charset(HistorySpec history, Rejected rejected) {
    return rejected.isBase64() ? history.csv().charsetOf() : StandardCharsets.UTF_8;
  }

  /** The columns and the path fields of a record are those of its file, which must be there. */
  private FileRecords file(HistorySpec history, Origin origin) {
    String name = String.valueOf(origin.file());
    return files.computeIfAbsent(
        name,
        n ->
            FileRecords.of(
                definition.stream(),
                history,
                HistoryFiles.describe(history, definition.resolve(n), n),
                this));
  }

  /** The key and the stamp of a message are not kept with a rejected record. */
  private static @Nullable String metadata(Metadata metadata, Origin origin) {
    return switch (metadata) {
      case TOPIC -> origin.topic();
      case PARTITION -> Integer.toString(origin.partition());
      case OFFSET -> Long.toString(origin.offset());
      default -> null;
    };
  }

  @Override
  public void row(Row row, Instant eventTime) {
    boolean ofHistory = cutover == null || eventTime.isBefore(cutover);
    if (cutover == null || ofHistory == stage.equals(HISTORY)) {
      write(json.toText(row));
    } else {
      notOwned++;
    }
  }

  private void write(String row) {
    rows++;
    try {
      out.write(row);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void rejected(Rejected again) {
    bad++;
    Origin origin = again.origin();
    tell.accept(
        origin.file() != null
            ? "%s:%d: %s".formatted(origin.file(), origin.line(), again.reason())
            : "%s-%d@%d: %s"
                .formatted(origin.topic(), origin.partition(), origin.offset(), again.reason()));
  }

  /** How many are rows now. */
  long rows() {
    return rows;
  }

  /** How many can't be read still. */
  long bad() {
    return bad;
  }

  /** How many are of the other side's time. */
  long notOwned() {
    return notOwned;
  }
}
