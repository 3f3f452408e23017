package dev.mainstem.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.pipeline.OneStreamContract.Form;
import dev.mainstem.pipeline.OneStreamContract.Seam;
import dev.mainstem.pipeline.SampleRecords.Measurement;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The functions that keep values, or go by time, have one result in every form of the stream, in
 * windows of every kind, and however the rows are bundled. What it is, {@link NaiveFunctions} says.
 */
@Timeout(180)
class FunctionsOfOneStreamTest {

  private static final Duration GAP = Duration.ofMinutes(4);
  private static final Duration SIZE = Duration.ofHours(1);

  /** The steps, by name, with their windows. */
  private static final Map<String, String> WINDOWS =
      new TreeMap<>(
          Map.of(
              "fixed", "{type: fixed, size: 1h}",
              "sliding", "{type: sliding, size: 1h, period: 20m}",
              "sessions", "{type: sessions, gap: 4m}",
              "early", "{type: fixed, size: 1h, early_every: 1h}",
              "global", "{type: global}"));

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}, bundles of {1}")
  @CsvSource({"HISTORY, 1", "LIVE, 7", "FUSED, 1", "FUSED, 1000"})
  void everyFormHasTheSameResults(Form form, int bundle) {
    List<Measurement> records = records();
    PhysicalStream stream = PhysicalStream.of(records, form, Seam.DEDUPED_BY_ID, folder);
    Runs.onFlink(folder, definition(stream), "--maxBundleSize=" + bundle);
    check(records);
  }

  @Test
  void stateInRocksDbHasTheSameResults() {
    List<Measurement> records = records();
    PhysicalStream stream = PhysicalStream.of(records, Form.HISTORY, Seam.DEDUPED_BY_ID, folder);
    Runs.run(
        DefinitionReader.parse(definition(stream), folder, Runs.noVariables()),
        "--stateBackend=rocksdb",
        "--parallelism=2",
        "--checkpointingInterval=500");
    check(records);
  }

  private void check(List<Measurement> records) {
    check("fixed", aligned(records, SIZE));
    check("early", aligned(records, SIZE));
    check("sliding", aligned(records, Duration.ofMinutes(20)));
    check("sessions", sessions(records));
    Map<String, List<Measurement>> devices = new HashMap<>();
    records.forEach(r -> add(devices, r, null));
    check("global", devices);
  }

  /** Those of the contract at whole minutes, so that several of a device are at one time. */
  private static List<Measurement> records() {
    return SampleRecords.seeded().stream()
        .map(r -> new Measurement(r.id(), r.device(), minute(r.at()), r.value()))
        .toList();
  }

  private static Instant minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }

  private static String definition(PhysicalStream stream) {
    String sources = stream.definition();
    StringBuilder yaml = new StringBuilder(sources.substring(0, sources.indexOf("windowing:")));
    yaml.append("transforms:\n");
    WINDOWS.forEach(
        (name, windows) ->
            yaml.append(
                "  - {name: %s, type: Combine, input: stream, windowing: %s,\n"
                        .formatted(name, windows)
                    + "     config: {group_by: device, combine: %s}}\n"
                        .formatted(NaiveFunctions.ASKED)));
    yaml.append("sinks:\n");
    WINDOWS
        .keySet()
        .forEach(
            name ->
                yaml.append(
                    "  - {type: WriteToJson, input: %1$s, config: {path: out/%1$s}}\n"
                        .formatted(name)));
    return yaml.toString();
  }

  private void check(String step, Map<String, List<Measurement>> expected) {
    Map<String, JsonNode> found = new HashMap<>();
    for (JsonNode row : Runs.rows(folder, "out/" + step)) {
      String key = key(row.path("device").asText("null"), row.path("window_start").asText());
      assertThat(found.put(key, row)).as("%s twice in %s", key, step).isNull();
    }
    assertThat(found.keySet()).as(step).isEqualTo(expected.keySet());
    expected.forEach(
        (key, group) -> NaiveFunctions.check(Objects.requireNonNull(found.get(key)), group));
  }

  private static Map<String, List<Measurement>> aligned(
      List<Measurement> records, Duration period) {
    Map<String, List<Measurement>> windows = new HashMap<>();
    for (Measurement record : records) {
      long millis = record.at().toEpochMilli();
      long start = Math.floorDiv(millis, period.toMillis()) * period.toMillis();
      for (; start > millis - SIZE.toMillis(); start -= period.toMillis()) {
        add(windows, record, Instant.ofEpochMilli(start));
      }
    }
    return windows;
  }

  private static Map<String, List<Measurement>> sessions(List<Measurement> records) {
    Map<String, List<Measurement>> windows = new HashMap<>();
    Map<String, Measurement> newest = new HashMap<>();
    Map<String, Instant> starts = new HashMap<>();
    for (Measurement record :
        records.stream().sorted(Comparator.comparing(Measurement::at)).toList()) {
      String device = String.valueOf(record.device());
      Measurement before = newest.put(device, record);
      if (before == null || !record.at().isBefore(before.at().plus(GAP))) {
        starts.put(device, record.at());
      }
      add(windows, record, starts.get(device));
    }
    return windows;
  }

  private static void add(
      Map<String, List<Measurement>> windows, Measurement record, @Nullable Instant start) {
    String key = key(String.valueOf(record.device()), start == null ? "" : start.toString());
    windows.computeIfAbsent(key, k -> new ArrayList<>()).add(record);
  }

  private static String key(String device, String start) {
    return device + " " + start;
  }
}
