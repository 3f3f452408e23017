package dev.mainstem.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.launch.RunReport;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One logical stream has one result: in files, in a topic, or in both with a seam between them; and
 * whatever the runner. What it must be, {@link NaiveOracle} says.
 */
@Timeout(180)
abstract class OneStreamContract {

  @TempDir Path folder;

  /** Runs a definition on the runner that is held to the contract. */
  abstract RunReport run(Path folder, String yaml);

  static Stream<Arguments> formsAndSeams() {
    return Arrays.stream(Form.values())
        .flatMap(form -> Arrays.stream(Seam.values()).map(seam -> Arguments.of(form, seam)))
        .filter(both -> both.get()[1] != Seam.HISTORY_END || both.get()[0] == Form.FUSED);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("formsAndSeams")
  void theSameStreamHasTheSameResultInEveryForm(Form form, Seam seam) {
    PhysicalStream stream = PhysicalStream.of(SampleRecords.seeded(), form, seam, folder);
    RunReport report = run(folder, stream.definition());

    assertWindows(Runs.rows(folder, "out/windows"));
    assertRejectedOnce(stream, Runs.rows(folder, "out/rejected"));
    assertNothingLost(stream, report);
    assertThat(report.inputs().cutover()).isEqualTo(stream.cutoverAt());
    assertThat(report.seam()).isEqualTo(stream.seam());
    assertThat(report.seam().map(met -> met.gaps()).orElse(List.of())).isEmpty();
  }

  private static void assertWindows(List<JsonNode> windows) {
    Map<String, NaiveOracle.Result> expected = NaiveOracle.windows(SampleRecords.seeded());
    // toMap refuses a window that answers twice
    Map<String, JsonNode> found =
        windows.stream().collect(Collectors.toMap(OneStreamContract::key, Function.identity()));
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach((key, result) -> result.check(Objects.requireNonNull(found.get(key))));
  }

  private static String key(JsonNode row) {
    return row.path("device").asText() + " " + row.path("window_start").asText();
  }

  private static void assertRejectedOnce(PhysicalStream stream, List<JsonNode> rejected) {
    assertThat(rejected)
        .extracting(r -> r.path("source").asText() + " " + r.path("position"))
        .containsExactlyInAnyOrderElementsOf(stream.badPositions());
    assertThat(rejected)
        .extracting(r -> r.path("raw").asText())
        .containsExactlyInAnyOrderElementsOf(stream.badTexts());
  }

  /** What was read is counted, owned by the other side, or a copy; and each of it is one number. */
  private static void assertNothingLost(PhysicalStream stream, RunReport report) {
    long history = report.counts().of("history", "rows");
    long live = report.counts().of("live", "rows");
    assertThat(history).isEqualTo(stream.goodInHistory());
    assertThat(live).isEqualTo(stream.goodInTopic());

    long leftToTheOtherSide =
        report.counts().of("history", "not_owned") + report.counts().of("live", "not_owned");
    long copies = report.counts().of("dedupe", "copies");
    assertThat(report.counts().late()).isZero();
    assertThat(history + live - leftToTheOtherSide - copies)
        .isEqualTo(SampleRecords.seeded().size());
    assertThat(report.counts().rejected().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(stream.badPositions().size());
  }

  /** Where the records are. */
  enum Form {
    HISTORY,
    LIVE,
    FUSED
  }

  /** What keeps a record that is there twice from counting twice. */
  enum Seam {
    /** {@code cutover.at}: no side has copies of its own, but the sides overlap. */
    OWNED,
    /** {@code cutover.at: history_end}: the same, at the newest of the records in the files. */
    HISTORY_END,
    /** {@code dedupe.by: [id]}: copies within a side, and across the seam. */
    DEDUPED_BY_ID,
    /** {@code dedupe.by: record}: the same. */
    DEDUPED_BY_RECORD
  }
}
