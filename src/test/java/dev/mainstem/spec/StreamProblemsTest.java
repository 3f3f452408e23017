package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What can be wrong with a stream: the line that replaces one of {@link Definitions#RIGHT}, and
 * every problem that is told.
 */
class StreamProblemsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          1 ¦ name: my trips ¦ 1:7 name: expected a name of letters, digits, dots, underscores and hyphens, found "my trips"
          1 ¦ name: ¦ 1:1 name: is missing: the name of the job
          1 ¦ nmae: trips ¦ 1:1 name: is missing: the name of the job && 1:1 nmae: no such key (did you mean name?); there are name, stream, history, live, cutover, windowing, transforms, sinks, late, rejected and tests
          4 ¦ id: strng ¦ 4:9 stream.schema.id: expected one of string, boolean, int32, int64, float, double, decimal, timestamp and date, or array<...> of one, with a ? where it may be null, found "strng" (did you mean string?)
          4 ¦ id: array<strng>? ¦ 4:9 stream.schema.id: expected one of string, boolean, int32, int64, float, double, decimal, timestamp and date, or array<...> of one, with a ? where it may be null, found "array<strng>?" (did you mean string?)
          4 ¦ id: array<array<string>> ¦ 4:9 stream.schema.id: expected one of string, boolean, int32, int64, float, double, decimal, timestamp and date, or array<...> of one, with a ? where it may be null, found "array<array<string>>"
          4 ¦ id: {type: array<string>?, from: "@key"} ¦ 4:38 stream.schema.id.from: @key can't be a array<string>
          4 ¦ id: {type: array<string>, from: [a, b]} ¦ 4:9 stream.schema.id: only a timestamp, a date or a string can be joined from several columns
          5 ¦ at: array<timestamp> ¦ 7:15 stream.event_time: expected the name of a timestamp field that is never null, found at: array<timestamp>
          4 ¦ id: {from: x} ¦ 4:9 stream.schema.id.type: is missing: one of string, boolean, int32, int64, float, double, decimal, timestamp and date
          4 ¦ id: {type: string, form: x} ¦ 4:24 stream.schema.id.form: no such key (did you mean from?); there are type, from, zone and format
          4 ¦ id: [string] ¦ 4:9 stream.schema.id: expected one of string, boolean, int32, int64, float, double, decimal, timestamp and date, or array<...> of one, with a ? where it may be null, found a list
          4 ¦ id: {type: string, from: []} ¦ 4:30 stream.schema.id.from: expected at least one column, found a list
          4 ¦ id: {type: string?, from: "@ofset"} ¦ 4:31 stream.schema.id.from: expected one of @topic, @partition, @offset, @key, @timestamp, @file and @line, found "@ofset" (did you mean @offset?)
          4 ¦ id: {type: string?, from: "@offset"} ¦ 4:31 stream.schema.id.from: @offset can't be a string
          4 ¦ id: {type: string, from: "@key"} ¦ 4:9 stream.schema.id: @key is null on the history side, so the type must be string?
          4 ¦ id: {type: string, from: "@file"} ¦ 4:9 stream.schema.id: @file is null on the live side, so the type must be string?
          4 ¦ id: {type: string?, from: ["@key", b]} ¦ 4:31 stream.schema.id.from: metadata can't be joined with anything else
          4 ¦ id: {type: string, format: yyyy} ¦ 4:24 stream.schema.id.format: only a timestamp or a date has one
          4 ¦ id: {type: int64, from: [a, b]} ¦ 4:9 stream.schema.id: only a timestamp, a date or a string can be joined from several columns
          5 ¦ at: timestamp? ¦ 7:15 stream.event_time: expected the name of a timestamp field that is never null, found at: timestamp?
          5 ¦ at: date ¦ 7:15 stream.event_time: expected the name of a timestamp field that is never null, found at: date
          5 ¦ at: {type: timestamp, format: "yyyy-MM-dd hh:mm"} ¦ 5:35 stream.schema.at.format: expected epoch_millis, epoch_seconds or a java.time pattern of an instant (it does not determine an instant: 2024-02-29 01:47 would be read as 2024-02-29 12:00), found "yyyy-MM-dd hh:mm"
          5 ¦ at: {type: timestamp, format: "yyyy-MM-ddTHH"} ¦ 5:35 stream.schema.at.format: expected epoch_millis, epoch_seconds or a java.time pattern of an instant (Unknown pattern letter: T), found "yyyy-MM-ddTHH"
          5 ¦ at: {type: timestamp, format: "MM-dd HH:mm"} ¦ 5:35 stream.schema.at.format: expected epoch_millis, epoch_seconds or a java.time pattern of an instant (Text '02-29 13:47' could not be parsed: Unable to convert parsed text using any of the specified queries), found "MM-dd HH:mm"
          5 ¦ at: {type: timestamp, zone: Europe/Zurch} ¦ 5:33 stream.schema.at.zone: expected a time zone such as UTC, Europe/Zurich or +02:00, found "Europe/Zurch"
          5 ¦ at: number ¦ 5:9 stream.schema.at: expected one of string, boolean, int32, int64, float, double, decimal, timestamp and date, or array<...> of one, with a ? where it may be null, found "number"
          7 ¦ event_time: att ¦ 7:15 stream.event_time: expected the name of a timestamp field that is never null, found "att" (did you mean at?)
          7 ¦ event_time: [at] ¦ 7:15 stream.event_time: expected the name of a timestamp field that is never null, found a list
          8 ¦ max_out_of_orderness: 30 ¦ 8:25 stream.max_out_of_orderness: expected a duration such as 10s, 5m or 1h30m, found "30"
          8 ¦ max_out_of_orderness: 30 s ¦ 8:25 stream.max_out_of_orderness: expected a duration such as 10s, 5m or 1h30m, found "30 s"
          8 ¦ max_out_of_orderness: 99999999999999d ¦ 8:25 stream.max_out_of_orderness: expected a duration such as 10s, 5m or 1h30m, found "99999999999999d"
          8 ¦ max_lateness: 5s ¦ 8:3 stream.max_lateness: no such key; there are schema, event_time and max_out_of_orderness
          """)
  void problemsOfTheNameAndTheStreamAreTold(int line, String text, String problems) {
    assertThat(Definitions.problems(Definitions.with(line, text)))
        .containsExactly(problems.split(" && "));
  }
}
