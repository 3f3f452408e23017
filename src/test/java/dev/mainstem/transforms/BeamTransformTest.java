package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.Problem;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which transforms of the class path can be steps, and how they are configured. */
class BeamTransformTest {

  @Test
  void oneThatIsNotOnTheClassPathIsToldWithThoseThatAre() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {type: "beam:schematransform:com.example:musk:v1", config: {field: zone}}
                """))
        .singleElement()
        .asString()
        .startsWith(
            "9:12 transforms[0].type: no such transform on the class path:"
                + " beam:schematransform:com.example:musk:v1 (did you mean"
                + " beam:schematransform:com.example:mask:v1?); there are ");
  }

  @Test
  void theConfigIsHeldToTheSchemaOfTheTransform() {
    assertThat(odd("{n: some, list: [1, x], map: {a: maybe}, row: {y: 1}, bytes: q, kinds: two}"))
        .containsExactly(
            "9:60 transforms[0].config.kind: is missing: string, which the transform needs",
            "9:64 transforms[0].config.n: expected int32, found \"some\"",
            "9:80 transforms[0].config.list[1]: expected int64, found \"x\"",
            "9:93 transforms[0].config.map.a: expected true or false, found \"maybe\"",
            "9:106 transforms[0].config.row.x: is missing: double, which the transform needs",
            "9:107 transforms[0].config.row.y: no such key (did you mean x?); there are x",
            "9:121 transforms[0].config.bytes: bytes can't be given in a definition",
            "9:124 transforms[0].config.kinds: no such key (did you mean kind?); there are kind, n,"
                + " list, map, row and bytes");
  }

  @Test
  void itReachesTheTransform() {
    assertThat(odd("{kind: fails, n: 7, list: [1, 2], map: {a: true}, row: {x: 0.5}}"))
        .containsExactly(
            "9:12 transforms[0].type: the transform refuses its config or its rows:"
                + " java.lang.IllegalArgumentException: I was given 7, [1, 2], {a=true}, 0.5");
  }

  @Test
  void aTransformHasOneOutputOfKnownTypesInTheWindowsOfItsInput() {
    assertThat(odd("{kind: none}"))
        .containsExactly("9:12 transforms[0].type: expected a transform of one output, found []");
    assertThat(odd("{kind: two}"))
        .containsExactly(
            "9:12 transforms[0].type: expected a transform of one output, found [a, b]");
    assertThat(odd("{kind: windows}"))
        .containsExactly(
            "9:12 transforms[0].type: expected rows in the windows that they came in, found others");
    assertThat(odd("{kind: bytes}"))
        .containsExactly(
            "9:12 transforms[0].type: expected rows of types that a schema can name, found raw:"
                + " BYTES");
  }

  @Test
  void whatCanNotBeDoneWithoutAnEndIsToldOfAnEndlessStreamOnly() {
    assertThat(odd("{kind: groups}")).isEmpty();
    Definition endless =
        DefinitionReader.parse(
            """
            name: endless
            stream: {schema: {t: timestamp}, event_time: t}
            live: {topic: trips, bootstrap_servers: "localhost:9092"}
            transforms: [{type: "beam:schematransform:mainstem:odd:v1", config: {kind: groups}}]
            sinks: [{type: WriteToConsole}]
            """,
            Path.of(""),
            Runs.noVariables());
    TransformGraph unused = TransformGraph.of(endless);
    assertThat(endless.problems().all())
        .singleElement()
        .extracting(Problem::rule)
        .asString()
        .startsWith("the transform refuses its config or its rows:")
        .contains("GroupByKey");
  }

  private static List<String> odd(String config) {
    return Steps.problems(
        """
        transforms:
          - {type: "beam:schematransform:mainstem:odd:v1", config: %s}
        """
            .formatted(config));
  }
}
