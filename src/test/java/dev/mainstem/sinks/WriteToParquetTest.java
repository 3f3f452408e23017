package dev.mainstem.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.DefinitionException;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs that write Parquet. */
@Timeout(180)
class WriteToParquetTest {

  private static final String SCHEMA =
      "{n: int64, name: \"string?\", share: double, small: \"float?\", count: int32, yes: boolean,"
          + " price: decimal, day: date, at: timestamp, tags: \"array<string>?\","
          + " days: array<date>}";

  @TempDir Path folder;

  @Test
  void everyTypeStandsInTheFileAsItsOwnAndNullsAreMissing() {
    Runs.write(
        folder,
        "history/rows.jsonl",
        """
        {"n":9007199254740993,"name":"ä🚲","share":0.1,"small":1.5,"count":-7,"yes":true,"price":12345678901234567890.50,"day":"1969-12-31","at":"1969-12-31T23:59:59.999Z","tags":["a","b"],"days":["2026-01-31"]}
        {"n":2,"name":null,"share":-2.0,"small":null,"count":0,"yes":false,"price":1,"day":"2026-01-31","at":"2026-01-01T10:00:00.001Z","tags":null,"days":[]}
        """);
    Runs.onDirect(folder, definition("{type: WriteToParquet, config: {path: out/rows}}"));
    ParquetFile file = ParquetFile.read(folder.resolve("out/rows-00000.parquet"));
    assertThat(file.schema())
        .containsExactly(
            "required int64 n",
            "optional binary name (STRING)",
            "required double share",
            "optional float small",
            "required int32 count",
            "required boolean yes",
            "required binary price (STRING)",
            "required int32 day (DATE)",
            "required int64 at (TIMESTAMP(MILLIS,true))",
            "optional group tags (LIST) { repeated group list { required binary element (STRING); } }",
            "required group days (LIST) { repeated group list { required int32 element (DATE); } }");
    assertThat(file.rows())
        .containsExactlyInAnyOrder(
            "n=9007199254740993 name=ä🚲 share=0.1 small=1.5 count=-7 yes=true"
                + " price=12345678901234567890.50 day=-1 at=-1 tags=[a, b] days=[20484]",
            "n=2 share=-2.0 count=0 yes=false price=1 day=20484 at=1767261600001 days=[]");
  }

  @Test
  void aRunOnFlinkWritesEachRowOnceIntoAsManyFilesAsThereAreShards() {
    int rows = 3000;
    for (int file = 0; file < 3; file++) {
      int from = file * rows / 3;
      Runs.write(
          folder,
          "history/" + file + ".jsonl",
          IntStream.range(from, from + rows / 3)
              .mapToObj(WriteToParquetTest::row)
              .collect(Collectors.joining()));
    }
    Runs.onFlink(
        folder,
        definition(
            "{type: WriteToParquet, config: {path: out/rows, shards: 2, compression: zstd}}"),
        "--maxBundleSize=1");
    List<Path> files = Runs.files(folder, "out/rows");
    assertThat(files).hasSize(2);
    List<String> numbers =
        files.stream()
            .map(ParquetFile::read)
            .flatMap(file -> file.rows().stream())
            .map(row -> row.substring(0, row.indexOf(' ')))
            .toList();
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, rows).mapToObj(n -> "n=" + n).toList());
  }

  @Test
  void aCompressionThatThereIsNotIsRefused() {
    assertThatThrownBy(
            () ->
                Runs.onDirect(
                    folder,
                    definition(
                        "{type: WriteToParquet, config: {path: out/rows, compression: lzo}}")))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("sinks[0].config.compression: expected snappy, zstd, gzip or none");
  }

  private static String row(int n) {
    return """
    {"n":%d,"share":%s,"count":%d,"yes":true,"price":%d,"day":"2026-01-31","at":"2026-01-01T10:00:00Z","days":[]}
    """
        .formatted(n, n / 7.0, n % 10, n);
  }

  private static String definition(String sink) {
    return """
    name: parquet
    stream: {schema: %s, event_time: at}
    history: {path: history/*, format: json}
    sinks: [%s]
    """
        .formatted(SCHEMA, sink);
  }
}
