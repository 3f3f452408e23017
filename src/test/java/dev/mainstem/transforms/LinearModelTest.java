package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinearModelTest {

  @Test
  void itAppendsTheLineThroughX() {
    Steps.of(
            """
            transforms:
              - {type: LinearModel, config: {x: fare, output: expected, a: 0.25, b: -0.5}}
              - {type: MapToFields, config: {fields: {fare: fare, expected: expected}}}
            """)
        .trip("10:00:00", "east", 10)
        .trip("10:00:00", "east", -2)
        .gives("{\"fare\":10.0,\"expected\":2.0}", "{\"fare\":-2.0,\"expected\":-1.0}")
        .at("MapToFields");
  }

  @Test
  void whereXIsNullSoIsTheLine() {
    Steps.of(
            """
            transforms:
              - {type: LinearModel, config: {x: tip, output: expected, a: 2, b: 1}}
              - {type: MapToFields, config: {fields: {expected: expected}}}
            """)
        .trip("10:00:00", "east", 10)
        .gives("{\"expected\":null}")
        .at("MapToFields");
  }

  @Test
  void xMayBeAnExpressionOfAnyNumberAndTheCoefficientsOfAnySize() {
    Steps.of(
            """
            transforms:
              - {type: LinearModel, config: {x: n + 1, output: y, a: 1e-300, b: 1e+300}}
              - {type: LinearModel, config: {x: price, output: z, a: -4, b: -0.0}}
              - {type: MapToFields, config: {fields: {y: y, z: z}}}
            """)
        .trip("10:00:00", "east", 10)
        .gives("{\"y\":1.0E300,\"z\":-6.0}")
        .at("MapToFields");
  }

  @Test
  void anOutputOfANameThatIsThereTakesItsPlace() {
    Steps.of(
            """
            transforms:
              - {type: LinearModel, config: {x: fare, output: fare, a: 2, b: 0}}
              - {type: MapToFields, config: {fields: {fare: fare}}}
            """)
        .trip("10:00:00", "east", 10)
        .gives("{\"fare\":20.0}")
        .at("MapToFields");
  }

  @Test
  void whatIsMissingOrNoNumberIsToldAtOnce() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {type: LinearModel, config: {x: zone, a: steep}}
                """))
        .containsExactly(
            "9:33 transforms[0].config.b: is missing: the intercept",
            "9:33 transforms[0].config.output: is missing: the name of the result",
            "9:37 transforms[0].config.x: expected a number, found a string",
            "9:46 transforms[0].config.a: expected a number, found \"steep\"");
  }
}
