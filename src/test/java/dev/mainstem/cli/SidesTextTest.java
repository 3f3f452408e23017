package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.launch.Counts;
import dev.mainstem.launch.RunReport;
import dev.mainstem.live.LiveTopic;
import dev.mainstem.live.MessageSchema;
import dev.mainstem.live.PartitionRange;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SidesTextTest {

  private static final String DEFINITION =
      """
      name: rides
      stream: {schema: {at: timestamp}, event_time: at}
      live: {topic: rides, bootstrap_servers: "127.0.0.1:9092", stop: end}
      sinks: [{type: WriteToConsole}]
      """;

  @Test
  void eachPartitionTellsFromWhichOffsetToWhichItWasRead() {
    assertThat(
            live(
                new PartitionRange(0, 0, 554, 3542),
                new PartitionRange(1, 0, 7, 7),
                new PartitionRange(2, 9, 12, PartitionRange.NO_END)))
        .containsExactly(
            "2,981 rows of topic rides",
            "partition 0: offsets 554 to 3541",
            "partition 1: nothing, it ends at offset 7",
            "partition 2: from offset 12 on; kept from offset 9 on");
  }

  @Test
  void ofManyPartitionsTheOthersStandInTheRecordOfTheRun() {
    PartitionRange[] ranges =
        LongStream.range(0, 12)
            .mapToObj(i -> new PartitionRange((int) i, 0, 0, 10 + i))
            .toArray(PartitionRange[]::new);
    assertThat(live(ranges))
        .hasSize(10)
        .endsWith("partition 7: offsets 0 to 16", "and 4 more partitions: see /r/run.json");
  }

  @Test
  void aSideThatThereIsNotHasNoWords() {
    assertThat(new SidesText(report()).history()).isEmpty();
  }

  private static List<String> live(PartitionRange... ranges) {
    return new SidesText(report(ranges)).live();
  }

  private static RunReport report(PartitionRange... ranges) {
    Plan plan = Plan.of(DefinitionReader.parse(DEFINITION, Path.of("/r"), Runs.noVariables()));
    LiveTopic topic = new LiveTopic("rides", Map.of(), List.of(ranges), MessageSchema.JSON);
    return new RunReport(
        plan,
        new Inputs(List.of(), null, Optional.of(topic), ""),
        "Flink, embedded",
        new Counts(Map.of("live/rows", 2981L), Map.of()),
        false,
        false,
        false,
        Duration.ofSeconds(1),
        Path.of("/r/run.json"));
  }
}
