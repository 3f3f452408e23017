package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What can be wrong with steps and sinks before their kinds are known: the line that replaces one
 * of {@link Definitions#RIGHT}, and every problem that is told.
 */
class StepProblemsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          19 ¦ late: drop ¦ 19:7 late: expected count or reject, found "drop"
          19 ¦ tests: all ¦ 19:8 tests: expected a list of tests, found "all"
          19 ¦ lat: reject ¦ 19:1 lat: no such key (did you mean late?); there are name, stream, history, live, cutover, windowing, transforms, sinks, late, rejected and tests
          20 ¦ rejected: {} ¦ 20:11 rejected: expected either path or topic
          20 ¦ rejected: {path: a, topic: b} ¦ 20:11 rejected: expected either path or topic
          20 ¦ rejected: {topic: "a b"} ¦ 20:19 rejected.topic: expected a topic: letters, digits, dots, underscores and hyphens, found "a b"
          20 ¦ rejected: {path: a, delivery: exactly_once} ¦ 20:21 rejected.delivery: has a meaning only with topic
          20 ¦ rejected: {topic: a, delivery: once} ¦ 20:32 rejected.delivery: expected at_least_once or exactly_once, found "once"
          20 ¦ rejected: out ¦ 20:11 rejected: expected a mapping with path or topic, found "out"
          22 ¦ - typ: Filter ¦ 22:5 transforms[0].typ: no such key (did you mean type?); there are type, name, input, config and windowing && 22:5 transforms[0].type: is missing: the kind of step, such as MapToFields
          22 ¦ - name: stream ¦ 22:5 transforms[0].type: is missing: the kind of step, such as MapToFields && 22:11 transforms[0].name: expected a name without slashes other than stream, found "stream"
          23 ¦ confg: {keep: fare > 0} ¦ 23:5 transforms[0].confg: no such key (did you mean config?); there are type, name, input, config and windowing
          23 ¦ config: keep ¦ 23:13 transforms[0].config: expected a mapping, found "keep"
          23 ¦ windowing: {type: fixed} ¦ 23:16 transforms[0].windowing.size: is missing: how long a window is, such as 1h
          24 ¦ sink: ¦ 1:1 sinks: is missing: where results go && 24:1 sink: no such key (did you mean sinks?); there are name, stream, history, live, cutover, windowing, transforms, sinks, late, rejected and tests
          25 ¦ - typ: WriteToJson ¦ 25:5 sinks[0].typ: no such key (did you mean type?); there are type, input and config && 25:5 sinks[0].type: is missing: the kind of sink, such as WriteToJson
          """)
  void problemsOfWhatIsDoneWithTheStreamAreTold(int line, String text, String problems) {
    assertThat(Definitions.problems(Definitions.with(line, text)))
        .containsExactly(problems.split(" && "));
  }
}
