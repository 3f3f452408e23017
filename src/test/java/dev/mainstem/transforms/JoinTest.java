package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.launch.RunReport;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinTest {

  @TempDir Path folder;

  @BeforeEach
  void trips() {
    Runs.write(
        folder,
        "trips.csv",
        """
        id,t,zone,line,price
        1,2026-01-01T10:00:00Z,a,1,1.50
        2,2026-01-01T10:01:00Z,b,1,2.00
        3,2026-01-01T10:02:00Z,,1,1.5
        4,2026-01-01T10:03:00Z,a,2,0
        """);
  }

  @Test
  void theColumnsOfTheRowWithTheKeyStandBehindTheRow() {
    Runs.write(folder, "zones.csv", "borough,lat,zone_id\nNorth,40.5,a\n,-1,c\n");
    RunReport report =
        run(
            """
            path: zones.csv
            schema: {zone_id: string, lat: double, borough: "string?"}
            on: {zone: zone_id}
            """);
    assertThat(Runs.lines(folder, "out/rows"))
        .containsExactlyInAnyOrder(
            row(1, "\"a\"", 1, "1.50", "\"lat\":40.5,\"borough\":\"North\""),
            row(2, "\"b\"", 1, "2.00", "\"lat\":null,\"borough\":null"),
            row(3, "null", 1, "1.5", "\"lat\":null,\"borough\":null"),
            row(4, "\"a\"", 2, "0", "\"lat\":40.5,\"borough\":\"North\""));
    assertThat(report.counts().of("Join", "without_match")).isEqualTo(2);
  }

  @Test
  void rowsWithoutAMatchAreDroppedByAnInnerJoinAndCounted() {
    Runs.write(folder, "zones.csv", "zone,lat,borough\na,40.5,North\n");
    RunReport report =
        run(
            """
            path: zones.csv
            schema: {zone: "string?", lat: double, borough: string}
            on: [zone]
            fields: [borough]
            type: inner
            """);
    assertThat(Runs.lines(folder, "out/rows"))
        .containsExactlyInAnyOrder(
            row(1, "\"a\"", 1, "1.50", "\"borough\":\"North\""),
            row(4, "\"a\"", 2, "0", "\"borough\":\"North\""));
    assertThat(report.counts().of("Join", "without_match")).isEqualTo(2);
  }

  @Test
  void aNullIsNoKeyOnEitherSide() {
    Runs.write(folder, "zones.csv", "zone,borough\n,Nowhere\n,Elsewhere\n");
    run(
        """
        path: zones.csv
        schema: {zone: "string?", borough: string}
        on: zone
        """);
    assertThat(Runs.lines(folder, "out/rows"))
        .hasSize(4)
        .allMatch(line -> line.endsWith("\"borough\":null}"));
  }

  @Test
  void severalFieldsAreOneKey() {
    Runs.write(
        folder,
        "stops.json",
        """
        [{"zone": "a", "line": 1, "stop": "A1"},
         {"zone": "a", "line": 2, "stop": "A2"},
         {"zone": "c", "line": 1, "stop": "C1"}]
        """);
    run(
        """
        path: stops.json
        format: json
        schema: {zone: string, line: int64, stop: string}
        on: [zone, line]
        type: inner
        """);
    assertThat(Runs.lines(folder, "out/rows"))
        .containsExactlyInAnyOrder(
            row(1, "\"a\"", 1, "1.50", "\"stop\":\"A1\""),
            row(4, "\"a\"", 2, "0", "\"stop\":\"A2\""));
  }

  @Test
  void decimalsAreOneKeyHoweverManyZerosTheyEndWith() {
    Runs.write(folder, "tariffs.csv", "price;tariff\n1.5;low\n0.00;free\n");
    run(
        """
        path: tariffs.csv
        csv: {delimiter: ";"}
        schema: {price: decimal, tariff: string}
        on: price
        """);
    assertThat(Runs.lines(folder, "out/rows"))
        .containsExactlyInAnyOrder(
            row(1, "\"a\"", 1, "1.50", "\"tariff\":\"low\""),
            row(2, "\"b\"", 1, "2.00", "\"tariff\":null"),
            row(3, "null", 1, "1.5", "\"tariff\":\"low\""),
            row(4, "\"a\"", 2, "0", "\"tariff\":\"free\""));
  }

  @Test
  void columnMayHaveAnotherNameAsAField() {
    Runs.write(folder, "zones.csv", "zone,line\na,7\n");
    run(
        """
        path: zones.csv
        schema: {zone: string, first_line: {type: int32, from: line}}
        on: zone
        type: inner
        """);
    assertThat(Runs.lines(folder, "out/rows"))
        .containsExactlyInAnyOrder(
            row(1, "\"a\"", 1, "1.50", "\"first_line\":7"),
            row(4, "\"a\"", 2, "0", "\"first_line\":7"));
  }

  private static String row(int id, String zone, int line, String price, String added) {
    return "{\"id\":%d,\"t\":\"2026-01-01T10:0%d:00Z\",\"zone\":%s,\"line\":%d,\"price\":%s,%s}"
        .formatted(id, id - 1, zone, line, price, added);
  }

  /** Joins the trips by a step of this config. */
  private RunReport run(String config) {
    return Runs.onDirect(
        folder,
        """
        name: join
        stream:
          schema: {id: int64, t: timestamp, zone: "string?", line: int64, price: decimal}
          event_time: t
        history: {path: trips.csv}
        transforms:
          - type: Join
            config:
        %s
        sinks: [{type: WriteToJson, config: {path: out/rows}}]
        """
            .formatted(config.indent(6)));
  }

  @Test
  void whatCanNotBeJoinedIsRefused() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {name: none, type: Join, config: {}}
                  - type: Join
                    input: stream
                    config:
                      path: zones.csv
                      schema: {id: int64, tags: "array<string>", zone: string, fare: double}
                      on: {zone: id, zones: zone, n: nn, fare: tags}
                  - name: taken
                    type: Join
                    input: stream
                    config: {path: z.csv, schema: {zone: string, tip: double}, on: [zone], type: full}
                  - name: unknown
                    type: Join
                    input: stream
                    config:
                      {path: z.csv, schema: {zone: string, lat: double}, on: zone, fields: [lat, lat, lot]}
                  - {name: untyped, type: Join, input: stream,
                     config: {path: z.csv, schema: {zone: text}, on: zone, columns: 3}}
                  - type: Join
                    name: windowed
                    input: stream
                    windowing: {type: global}
                    config: {path: z.csv, schema: {zone: string, lat: double}, on: zone}
                """))
        .containsExactly(
            "9:38 transforms[0].config.on: is missing: the fields to look up by, with their columns",
            "9:38 transforms[0].config.path: is missing: the file to look up in",
            "9:38 transforms[0].config.schema: is missing: the fields of a record, as name: type",
            "15:18 transforms[1].config.on.zone: id: int64 can't be found by zone: string?; give the"
                + " column the type of the field, or cast the field",
            "15:22 transforms[1].config.on.zones: no such field: zones (did you mean zone?); there"
                + " are t, zone, fare, n, tip, price, day",
            "15:38 transforms[1].config.on.n: no such column in the schema: nn; there are id, tags,"
                + " zone, fare",
            "15:48 transforms[1].config.on.fare: an array is no key: tags: array<string>",
            "19:35 transforms[2].config.schema: the row has a field tip already; add others with"
                + " fields, or rename it in the schema: {from: tip}",
            "19:82 transforms[2].config.type: expected left or inner, found \"full\"",
            "24:76 transforms[3].config.fields: a field stands twice",
            "24:87 transforms[3].config.fields[2]: no such column in the schema: lot (did you mean"
                + " lat?); there are zone, lat",
            "26:43 transforms[4].config.schema.zone: expected one of string, boolean, int32, int64,"
                + " float, double, decimal, timestamp and date, or array<...> of one, with a ? where"
                + " it may be null, found \"text\"",
            "26:60 transforms[4].config.columns: no such key; there are path, format, csv, schema,"
                + " on, fields and type",
            "27:5 windowed.windowing: has no use for a windowing: it looks at one row at a time");
  }

  @Test
  void fieldsThatAreAskedForAreJudgedEvenIfTheKeysAreWrong() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - type: Join
                    config: {path: z.csv, schema: {zone: string}, on: [], fields: [n, zone]}
                """))
        .containsExactly(
            "10:55 transforms[0].config.on: expected at least one field, found a list",
            "10:67 transforms[0].config.fields: the row has a field zone already; add others with"
                + " fields, or rename it in the schema: {from: zone}",
            "10:68 transforms[0].config.fields[0]: no such column in the schema: n; there are zone");
  }
}
