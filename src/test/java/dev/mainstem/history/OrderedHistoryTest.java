package dev.mainstem.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.record.Rejected;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ordered history as one sequence: what comes when, with which watermark, and from where on. */
class OrderedHistoryTest {

  @TempDir private Path folder;

  private OrderedSource source(String disorder) {
    Definition definition =
        DefinitionReader.parse(
            """
            name: ordered
            stream:
              schema: {id: string, at: timestamp}
              event_time: at
              max_out_of_orderness: 5m
            history: {path: "*.csv", order: event_time, disorder: %s}
            sinks: [{type: WriteToJson, config: {path: out/rows}}]
            """
                .formatted(disorder),
            folder,
            Runs.noVariables());
    return new OrderedSource(
        definition.stream(), definition.historySide().orElseThrow(), HistoryFiles.find(definition));
  }

  private void file(String name, String... rows) {
    Runs.write(folder, name, "id,at\n" + String.join("\n", rows) + "\n");
  }

  /** What a reader gives from a mark on, each with the watermark behind it. */
  private static List<String> readAll(OrderedSource source, @Nullable OrderedMark mark)
      throws IOException {
    List<String> read = new ArrayList<>();
    try (UnboundedReader<HistoryRecord> reader =
        source.createReader(PipelineOptionsFactory.create(), mark)) {
      for (boolean more = reader.start(); more; more = reader.advance()) {
        read.add(describe(reader.getCurrent()));
      }
      assertThat(reader.getWatermark()).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE);
    }
    return read;
  }

  private static String describe(HistoryRecord record) {
    return record instanceof HistoryRecord.Good good
        ? String.valueOf(good.row().getString("id"))
        : "!" + ((HistoryRecord.Bad) record).rejected().raw();
  }

  @Test
  void readsOneFileBehindTheOtherWhateverTheirNamesAre() throws IOException {
    file("a.csv", "a1,2026-01-02T00:00:00Z", "a2,2026-01-02T01:00:00Z");
    file("b.csv", "b1,2026-01-01T00:00:00Z", "b2,2026-01-01T01:00:00Z");
    assertThat(readAll(source("reject"), null)).containsExactly("b1", "b2", "a1", "a2");
  }

  @Test
  void mergesFilesThatOverlap() throws IOException {
    file("a.csv", "a1,2026-01-01T00:00:00Z", "a2,2026-01-01T02:00:00Z", "a3,2026-01-01T04:00:00Z");
    file("b.csv", "b1,2026-01-01T01:00:00Z", "b2,2026-01-01T03:00:00Z", "b3,2026-01-01T05:00:00Z");
    assertThat(readAll(source("reject"), null)).containsExactly("a1", "b1", "a2", "b2", "a3", "b3");
  }

  @Test
  void lagsBehindTheNewestEventTimeByTheAllowedDisorder() throws IOException {
    file("a.csv", "a1,2026-01-01T00:00:00Z", "a2,2026-01-01T01:00:00Z", "a3,2026-01-01T00:56:00Z");
    try (UnboundedReader<HistoryRecord> reader =
        source("reject").createReader(PipelineOptionsFactory.create(), null)) {
      assertThat(reader.start()).isTrue();
      assertThat(reader.getWatermark()).isEqualTo(Instant.parse("2025-12-31T23:55:00Z"));
      assertThat(reader.advance()).isTrue();
      assertThat(reader.getWatermark()).isEqualTo(Instant.parse("2026-01-01T00:55:00Z"));
      assertThat(reader.advance()).isTrue();
      assertThat(reader.getCurrentTimestamp()).isEqualTo(Instant.parse("2026-01-01T00:56:00Z"));
      assertThat(reader.getWatermark()).isEqualTo(Instant.parse("2026-01-01T00:55:00Z"));
      assertThat(reader.advance()).isFalse();
    }
  }

  @Test
  void rejectsARowThatBreaksThePromisedOrderWithItsTextAndPlace() throws IOException {
    file(
        "a.csv", "a1,2026-01-01T01:00:00Z", "late,2026-01-01T00:54:59Z", "a3,2026-01-01T02:00:00Z");
    try (UnboundedReader<HistoryRecord> reader =
        source("reject").createReader(PipelineOptionsFactory.create(), null)) {
      reader.start();
      reader.advance();
      assertThat(reader.getCurrent())
          .isInstanceOfSatisfying(
              HistoryRecord.Bad.class,
              bad -> {
                Rejected rejected = bad.rejected();
                assertThat(rejected.raw()).isEqualTo("late,2026-01-01T00:54:59Z");
                assertThat(rejected.origin().line()).isEqualTo(3);
                assertThat(rejected.reason())
                    .isEqualTo(
                        "expected the order of event times, found 2026-01-01T00:54:59Z behind"
                            + " 2026-01-01T01:00:00Z");
              });
    }
    assertThat(readAll(source("reject"), null))
        .containsExactly("a1", "!late,2026-01-01T00:54:59Z", "a3");
  }

  @Test
  void stopsAtSuchARowIfTheDefinitionSaysSo() {
    file("a.csv", "a1,2026-01-01T01:00:00Z", "late,2026-01-01T00:54:59Z");
    assertThatThrownBy(() -> readAll(source("stop"), null))
        .isInstanceOf(PromisedOrder.DisorderException.class)
        .hasMessageStartingWith("a.csv:3: expected the order of event times");
  }

  @Test
  void givesBadRowsAtOnceWhereverTheyStand() throws IOException {
    file("a.csv", "bad,?", "a1,2026-01-01T01:00:00Z", "bad,??");
    file("b.csv", "bad,???");
    assertThat(readAll(source("reject"), null))
        .containsExactlyInAnyOrder("!bad,?", "!bad,???", "a1", "!bad,??");
  }

  @Test
  void goesOnFromAnyMarkWithTheVeryNextRecord() throws Exception {
    file(
        "a.csv",
        "a1,2026-01-01T00:00:00Z",
        "x,?",
        "a2,2026-01-01T02:00:00Z",
        "a3,2026-01-01T01:00:00Z");
    file("b.csv", "b1,2026-01-01T01:00:00Z", "b2,2026-01-01T00:58:00Z", "b3,2026-01-01T05:00:00Z");
    OrderedSource source = source("reject");
    List<String> undisturbed = readAll(source, null);
    assertThat(undisturbed).hasSize(7);
    for (int stop = 1; stop <= undisturbed.size(); stop++) {
      OrderedMark mark = markAfter(source, stop);
      assertThat(readAll(source, mark))
          .as("from record %d on", stop)
          .isEqualTo(undisturbed.subList(stop, undisturbed.size()));
    }
  }

  /** The mark of a reader behind so many records, as a checkpoint keeps it. */
  private static OrderedMark markAfter(OrderedSource source, int records) throws Exception {
    try (UnboundedReader<HistoryRecord> reader =
        source.createReader(PipelineOptionsFactory.create(), null)) {
      reader.start();
      for (int i = 1; i < records; i++) {
        reader.advance();
      }
      Coder<OrderedMark> coder = source.getCheckpointMarkCoder();
      return CoderUtils.clone(coder, (OrderedMark) reader.getCheckpointMark());
    }
  }
}
