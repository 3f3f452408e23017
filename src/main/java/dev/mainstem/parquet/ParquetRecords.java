package dev.mainstem.parquet;

import dev.mainstem.record.TypedColumn;
import dev.mainstem.record.TypedFile;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** The records of one Parquet file; a row group at a time is in memory. */
public final class ParquetRecords implements TypedFile {

  private final ParquetGroups groups;
  private final ParquetJson json = new ParquetJson();

  private ParquetRecords(ParquetGroups groups) {
    this.groups = groups;
  }

  /**
   * Opens a file.
   *
   * @param resource what Beam's file systems call it
   * @param wanted the names of the columns that are read, among those that the file has; all if
   *     there are none
   * @throws IOException if it can't be read, or is no Parquet file
   */
  public static ParquetRecords open(String resource, Collection<String> wanted) throws IOException {
    return new ParquetRecords(ParquetGroups.open(resource, all -> narrowed(all, wanted)));
  }

  private static MessageType narrowed(MessageType all, Collection<String> wanted) {
    List<Type> fields =
        all.getFields().stream()
            .filter(field -> wanted.isEmpty() || wanted.contains(field.getName()))
            .filter(ParquetJson::isTaken)
            .toList();
    return new MessageType(all.getName(), fields);
  }

  @Override
  public List<TypedColumn> columns() {
    return ParquetTypes.columns(groups.fileSchema());
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    try {
      Group record = groups.next();
      return record == null ? null : json.toBytes(record);
    } catch (RuntimeException e) {
      // what Parquet throws at pages that are none
      throw new IOException("a page of it can't be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    groups.close();
  }
}
