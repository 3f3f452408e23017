package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FilterTest {

  @Test
  void whatIsTrueIsKeptAndWhatIsFalseOrNullIsNot() {
    Steps.of(
            """
            transforms:
              - {type: Filter, config: {keep: tip > 1}}
              - {type: MapToFields, config: {fields: {zone: zone}}}
            """)
        .trip("10:00:00", "kept", 10, 1, 2.0)
        .trip("10:00:00", "false", 10, 1, 1.0)
        .trip("10:00:00", "null", 10, 1, null)
        .gives("{\"zone\":\"kept\"}")
        .at("MapToFields");
  }

  @Test
  void aRowWhoseConditionFailsIsRejected() {
    Steps.of(
            """
            transforms:
              - {type: Filter, config: {keep: n + 1 > 0}}
              - {type: MapToFields, config: {fields: {n: n}}}
            """)
        .trip("10:00:00", "east", 1, 5, null)
        .trip("10:00:00", "east", 1, Long.MAX_VALUE, null)
        .gives("{\"n\":5}")
        .rejects(
            "Filter: +: expected a result within int64, found 9223372036854775807 + 1"
                + " {\"t\":\"2026-01-01T10:00:00Z\",\"zone\":\"east\",\"fare\":1.0,"
                + "\"n\":9223372036854775807,\"tip\":null,\"price\":1.50,\"day\":\"2026-01-01\"}")
        .at("MapToFields");
  }

  @Test
  void whatIsNoConditionIsRefused() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {type: Filter, config: {keep: fare + 1}}
                """))
        .containsExactly("9:35 transforms[0].config.keep: expected a condition, found a double");
  }

  @Test
  void aConditionMustBeThere() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {type: Filter, config: {keeps: fare > 1}}
                """))
        .containsExactly(
            "9:28 transforms[0].config.keep: is missing: the condition of rows to keep",
            "9:29 transforms[0].config.keeps: no such key (did you mean keep?); there are"
                + " error_handling and keep");
  }
}
