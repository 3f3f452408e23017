package dev.mainstem.sinks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * What Parquet's own reader finds in a file.
 *
 * @param schema its fields, each on one line
 * @param rows its rows, as the texts of their values
 */
record ParquetFile(List<String> schema, List<String> rows, int rowGroups) {

  static ParquetFile read(Path file) {
    try (ParquetFileReader reader = open(file)) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      List<String> rows = new ArrayList<>();
      for (PageReadStore pages; (pages = reader.readNextRowGroup()) != null; ) {
        RecordReader<Group> groups =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
        for (long i = 0; i < pages.getRowCount(); i++) {
          rows.add(text(groups.read()));
        }
      }
      List<String> fields =
          schema.getFields().stream().map(f -> f.toString().replaceAll("\\s+", " ")).toList();
      return new ParquetFile(fields, rows, reader.getRowGroups().size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ParquetFileReader open(Path file) throws IOException {
    PlainParquetConfiguration configuration = new PlainParquetConfiguration();
    return ParquetFileReader.open(
        new LocalInputFile(file),
        new ParquetReadOptions.Builder(configuration)
            .withCodecFactory(dev.mainstem.parquet.TestCodecs.of())
            .build());
  }

  private static String text(Group row) {
    StringBuilder text = new StringBuilder();
    GroupType type = row.getType();
    for (int i = 0; i < type.getFieldCount(); i++) {
      if (row.getFieldRepetitionCount(i) > 0) {
        Type field = type.getType(i);
        String value = field.isPrimitive() ? row.getValueToString(i, 0) : list(row.getGroup(i, 0));
        text.append(text.isEmpty() ? "" : " ").append(field.getName()).append('=').append(value);
      }
    }
    return text.toString();
  }

  private static String list(Group list) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      values.add(list.getGroup(0, i).getValueToString(0, 0));
    }
    return values.toString();
  }
}
