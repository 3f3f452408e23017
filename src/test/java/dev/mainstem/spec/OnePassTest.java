package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainstem.pipeline.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One pass tells every problem of a definition, in the order of the file, and none that only
 * follows from another.
 */
class OnePassTest {

  private static final String SINK =
      """
      sinks:
        - type: WriteToJson
          config: {pth: out/rows}
      """;

  private static List<String> told(String yaml) {
    DefinitionException wrong =
        catchThrowableOfType(DefinitionException.class, () -> Plan.of(Definitions.read(yaml)));
    return wrong.problems().stream().map(p -> p.toString().replace("<definition>:", "")).toList();
  }

  private static List<String> places(String yaml) {
    return told(yaml).stream().map(p -> p.replaceFirst("^(\\S+ \\S+) .*", "$1")).toList();
  }

  @Test
  void problemsOfAllPartsAreToldInTheOrderOfTheFile() {
    String yaml =
        """
        stream:
          schema:
            id: string
            at: timestmp
            fare: doubel
          event_time: att
        history:
          format: cvs
        live:
          topic: a b
          start: cutover
        cutover:
          at: soon
        windowing: {type: fixd, size: 1h}
        transforms:
          - type: MapToFields
            config: {append: true, fields: {total: fare + tip}}
          - type: Fliter
          - type: Combine
            input: straem
        sinks:
          - type: WriteToJson
            input: by_zone
            config: {pth: out/rows}
          - type: WriteToJsn
        rejected: {}
        """;
    assertThat(places(yaml))
        .containsExactly(
            "1:1 name:",
            "4:9 stream.schema.at:",
            "5:11 stream.schema.fare:",
            "6:15 stream.event_time:",
            "8:3 history.path:",
            "8:11 history.format:",
            "10:3 live.bootstrap_servers:",
            "10:10 live.topic:",
            "13:7 cutover.at:",
            "14:19 windowing.type:",
            "17:51 transforms[0].config.fields.total:",
            "18:11 transforms[1].type:",
            "20:12 Combine:",
            "23:12 sinks[0].input:",
            "24:13 sinks[0].config.path:",
            "24:14 sinks[0].config.pth:",
            "25:11 sinks[1].type:",
            "26:11 rejected:");
  }

  @Test
  void missingNameDoesNotHideTheProblemsOfSinks() {
    String yaml =
        """
        stream: {schema: {at: timestamp}, event_time: at}
        history: {path: a.csv}
        """
            + SINK;
    assertThat(places(yaml))
        .containsExactly("1:1 name:", "5:13 sinks[0].config.path:", "5:14 sinks[0].config.pth:");
  }

  @Test
  void missingSidesDoNotHideTheProblemsOfStepsAndSinks() {
    String yaml =
        """
        name: a
        stream: {schema: {at: timestamp}, event_time: at}
        transforms: [{type: Filter, config: {keep: nope > 0}}]
        """
            + SINK;
    assertThat(places(yaml))
        .containsExactly(
            "1:1 expected",
            "3:44 transforms[0].config.keep:",
            "6:13 sinks[0].config.path:",
            "6:14 sinks[0].config.pth:");
  }

  @Test
  void missingStreamDoesNotHideTheProblemsOfSinks() {
    assertThat(places("name: a\nhistory: {path: a.csv}\n" + SINK))
        .containsExactly("1:1 stream:", "5:13 sinks[0].config.path:", "5:14 sinks[0].config.pth:");
  }

  @Test
  void misspeltTypeStandsForTheNearestOneInWhatFollows() {
    String steps = Definitions.with(6, "fare: doubel").replace("fare > 0", "fare > 'x'");
    assertThat(places(steps))
        .containsExactly("6:11 stream.schema.fare:", "23:25 transforms[0].config.keep:");
    assertThat(places(Definitions.with(6, "fare: doubel")))
        .containsExactly("6:11 stream.schema.fare:");
  }

  @Test
  void fieldOfNoTypeIsNotMissedInWhatFollows() {
    String yaml = Definitions.with(4, "id: number").replace("fare > 0", "id > 0");
    assertThat(places(yaml)).containsExactly("4:9 stream.schema.id:");
  }

  @Test
  void stepThatIsWrongDoesNotHideTheProblemsOfItsSink() {
    String yaml = Definitions.with(26, "config: {shards: 0}").replace("fare > 0", "fair > 0");
    assertThat(places(yaml))
        .containsExactly(
            "23:20 transforms[0].config.keep:",
            "26:13 sinks[0].config.path:",
            "26:22 sinks[0].config.shards:");
  }

  @Test
  void sideThatIsWrongIsStillThere() {
    assertThat(places(Definitions.with(13, "topic: a b"))).containsExactly("13:10 live.topic:");
    String yaml =
        """
        name: a
        stream: {schema: {at: timestamp}, event_time: at}
        live: trips
        sinks: [{type: WriteToConsole}]
        """;
    assertThat(told(yaml))
        .containsExactly("3:7 live: expected a mapping with topic, found \"trips\"");
  }

  @Test
  void windowsThatCannotBeReadAreNotTakenForNone() {
    String yaml =
        Definitions.with(18, "windowing: fixed")
            .replace("- type: Filter", "- type: Combine")
            .replace("{keep: fare > 0}", "{combine: {n: {fn: count}}}");
    assertThat(places(yaml)).containsExactly("18:12 windowing:");
  }

  @Test
  void cutoverThatCannotBeReadIsNotTakenForNone() {
    String yaml =
        Definitions.with(13, "start: cutover\n  topic: trips").replace("at: 2026", "at: x");
    assertThat(places(yaml)).containsExactly("17:7 cutover.at:");
  }

  @Test
  void columnsOfExpressionsAreThoseOfTheFileWhereTheTextStandsInIt() {
    String keep = "    config: {keep: ";
    assertThat(Definitions.RIGHT.lines().toList().get(22)).startsWith(keep);
    assertThat(places(Definitions.with(23, "config: {keep: fare > nope}")))
        .containsExactly("23:27 transforms[0].config.keep:");
    assertThat(places(Definitions.with(23, "config: {keep: \"fare > nope\"}")))
        .containsExactly("23:28 transforms[0].config.keep:");
    assertThat(places(Definitions.with(23, "config: {keep: 'fare > nope'}")))
        .containsExactly("23:28 transforms[0].config.keep:");
    assertThat(places(Definitions.with(23, "config: {keep: \"\\x66are > nope\"}")))
        .containsExactly("23:20 transforms[0].config.keep:");
    assertThat(places(Definitions.with(23, "config:\n      keep: fare\n        > nope")))
        .containsExactly("24:13 transforms[0].config.keep:");
    assertThat(places(Definitions.with(23, "config: {keep: '${F:-fare} > nope'}")))
        .containsExactly("23:20 transforms[0].config.keep:");
  }
}
