package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MapToFieldsTest {

  @Test
  void withoutAppendTheFieldsAreAllThereIs() {
    Steps.of(
            """
            transforms:
              - type: MapToFields
                config: {fields: {total: "fare + tip", zone: "upper(zone)"}}
            """)
        .trip("10:00:00", "east", 10, 1, 2.5)
        .trip("10:00:00", null, 10)
        .gives("{\"total\":12.5,\"zone\":\"EAST\"}", "{\"total\":null,\"zone\":null}")
        .at("MapToFields");
  }

  @Test
  void withAppendTheyStandBehindThoseOfTheRowLessTheDropped() {
    Steps.of(
            """
            transforms:
              - type: MapToFields
                config:
                  append: true
                  drop: [t, n, price, day]
                  fields: {double_fare: fare * 2}
            """)
        .trip("10:00:00", "east", 10)
        .gives("{\"zone\":\"east\",\"fare\":10.0,\"tip\":null,\"double_fare\":20.0}")
        .at("MapToFields");
  }

  @Test
  void fieldsThatAreAppendedToAllOthersLeaveTheseAsTheyAre() {
    Steps.of(
            """
            transforms:
              - {type: MapToFields, config: {append: true, drop: [t, price, day], fields: {}}}
              - {type: MapToFields, config: {append: true, fields: {more: n + 1}}}
              - {name: last, type: MapToFields, config: {append: true, fields: {most: more * 2}}}
            """)
        .trip("10:00:00", "east", 10, 1, 2.5)
        .trip("10:00:00", null, 10, 3, null)
        .trip("10:00:00", "west", 10, Long.MAX_VALUE - 1, null)
        .gives(
            "{\"zone\":\"east\",\"fare\":10.0,\"n\":1,\"tip\":2.5,\"more\":2,\"most\":4}",
            "{\"zone\":null,\"fare\":10.0,\"n\":3,\"tip\":null,\"more\":4,\"most\":8}")
        .rejects(
            "last: *: expected a result within int64, found 9223372036854775807 * 2"
                + " {\"zone\":\"west\",\"fare\":10.0,\"n\":9223372036854775806,"
                + "\"tip\":null,\"more\":9223372036854775807}")
        .at("last");
  }

  @Test
  void aRowThatAStepBetweenOthersRejectsIsTheRowThatThisStepTook() {
    Steps.of(
            """
            transforms:
              - {type: MapToFields, config: {append: true, drop: [t, tip, price, day], fields: {}}}
              - {name: more, type: MapToFields, config: {append: true, fields: {more: n + 1}}}
              - {name: most, type: MapToFields, config: {append: true, fields: {most: more * 2}}}
              - {name: last, type: MapToFields, config: {append: true, fields: {again: most * 2}}}
            """)
        .trip("10:00:00", "east", 10, Long.MAX_VALUE, null)
        .trip("10:00:00", "west", 10, Long.MAX_VALUE / 2, null)
        .trip("10:00:00", "south", 10, 1, null)
        .gives("{\"zone\":\"south\",\"fare\":10.0,\"n\":1,\"more\":2,\"most\":4,\"again\":8}")
        .rejects(
            "more: +: expected a result within int64, found 9223372036854775807 + 1"
                + " {\"zone\":\"east\",\"fare\":10.0,\"n\":9223372036854775807}",
            "most: *: expected a result within int64, found 4611686018427387904 * 2"
                + " {\"zone\":\"west\",\"fare\":10.0,\"n\":4611686018427387903,"
                + "\"more\":4611686018427387904}")
        .at("last");
  }

  @Test
  void anAppendedFieldOfANameThatIsThereTakesItsPlaceAndSeesTheOldOne() {
    Steps.of(
            """
            transforms:
              - type: MapToFields
                config:
                  append: true
                  drop: [t, n, tip, price, day]
                  fields: {fare: fare + 1, fare_before: fare}
            """)
        .trip("10:00:00", "east", 10)
        .gives("{\"zone\":\"east\",\"fare\":11.0,\"fare_before\":10.0}")
        .at("MapToFields");
  }

  @Test
  void aTypeCastsTheResult() {
    Steps.of(
            """
            transforms:
              - type: MapToFields
                config:
                  fields:
                    cents: {expression: fare * 100, type: int64}
                    text: {expression: n, type: "string?"}
                    rate: {expression: n / 2, type: double}
            """)
        .trip("10:00:00", "east", 2.5, 3, null)
        .gives("{\"cents\":250,\"text\":\"3\",\"rate\":1.5}")
        .at("MapToFields");
  }

  @Test
  void aRowWhoseExpressionFailsIsRejectedWhole() {
    Steps.of(
            """
            transforms:
              - name: doubled
                type: MapToFields
                config: {fields: {doubled: n * 2}}
            """)
        .trip("10:00:00", "east", 1, 4, null)
        .trip("10:00:00", "west", 1, Long.MAX_VALUE, null)
        .gives("{\"doubled\":8}")
        .rejects(
            "doubled: *: expected a result within int64, found 9223372036854775807 * 2"
                + " {\"t\":\"2026-01-01T10:00:00Z\",\"zone\":\"west\",\"fare\":1.0,"
                + "\"n\":9223372036854775807,\"tip\":null,\"price\":1.50,\"day\":\"2026-01-01\"}")
        .at("doubled");
  }

  @Test
  void aRowWithoutAnyFieldIsRefused() {
    assertThat(Steps.problems("transforms: [{type: MapToFields, config: {fields: {}}}]"))
        .containsExactly("8:42 transforms[0].config: expected at least one field of the row");
  }

  @Test
  void whatCanNotBeDroppedOrCastIsTold() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - type: MapToFields
                    config:
                      drop: zone
                      fields: {d: {expression: day, type: double}, e: {expression: n, type: int}}
                  - {type: MapToFields, input: stream, config: {append: yes, drop: zoen, fields: {x: n}}}
                """))
        .containsExactly(
            "11:7 transforms[0].config: drop has a meaning only with append: true",
            "12:43 transforms[0].config.fields.d.type: can't cast date to double",
            "12:77 transforms[0].config.fields.e.type: expected one of string, boolean, int32,"
                + " int64, float, double, decimal, timestamp, date, found \"int\"",
            "13:57 transforms[1].config.append: expected true or false, found \"yes\"",
            "13:68 transforms[1].config.drop: no such field: zoen (did you mean zone?); there are"
                + " t, zone, fare, n, tip, price, day");
  }

  @Test
  void aProblemStandsWhereItIsInsideTheExpression() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - type: MapToFields
                    config:
                      fields:
                        plain: fare + fares
                        quoted: "fare + zone"
                        typed: {expression: (fare, type: double}
                """))
        .containsExactly(
            "12:23 transforms[0].config.fields.plain: there is no field fares (did you mean fare?);"
                + " there are t, zone, fare, n, tip, price, day",
            "13:23 transforms[0].config.fields.quoted: can't add double and string; || joins texts",
            "14:34 transforms[0].config.fields.typed.expression: expected ), found the end");
  }
}
