package dev.mainstem.publish;

import dev.mainstem.broker.BrokerClient;
import dev.mainstem.convert.BadRecord;
import dev.mainstem.convert.ColumnTypes;
import dev.mainstem.convert.InputFile;
import dev.mainstem.convert.RecordSource;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.NearestWord;
import java.util.List;
import java.util.function.Consumer;

/**
 * Publishes the records of files, in the order of the files.
 *
 * <p>A record is the row of a CSV file with the file's own columns, or the object of a JSON file as
 * it stands: what the live side of a pipeline then reads is what its history would have read.
 */
public final class Publish {

  private Publish() {}

  /**
   * What was published, and what could not be.
   *
   * @param records all of the files that are in the topic now by this publish
   * @param there how many of them an earlier publish of the same id had brought there
   */
  public record Published(long records, long there, long messages, long bad) {}

  /**
   * Publishes all records; when it returns, the broker has them.
   *
   * @param bad is told each bad record; the others are published
   * @param progress is told how far it has come
   * @throws EnvironmentException if a file can't be read, the broker can't be reached, the topic
   *     isn't there, or a message is not taken
   */
  public static Published publish(
      List<InputFile> files, PublishSpec spec, Consumer<BadRecord> bad, Progress progress) {
    checkKey(files, spec.key());
    findTopic(spec);
    long bytes = files.stream().mapToLong(file -> file.file().bytes()).sum();
    progress.begin(bytes, false);
    List<RecordSource> sources =
        sources(files.stream().map(file -> file.watchedBy(progress::read)).toList(), spec);
    progress.begin(bytes, true);
    try (Outlet outlet = Outlet.of(spec)) {
      Outbox outbox = new Outbox(Messages.of(spec, outlet), outlet::nextIsThere, bad, progress);
      sources.forEach(outbox::take);
      outbox.finish();
      outlet.finish();
      return new Published(outbox.records(), outbox.there(), outlet.published(), outbox.bad());
    }
  }

  private static void checkKey(List<InputFile> files, List<String> key) {
    for (InputFile file : files) {
      List<String> columns = file.file().columns();
      for (String name : key) {
        if (file.isCsv() && !columns.contains(name)) {
          throw new EnvironmentException(
              "%s:1: no column %s for --key%s; the columns are %s"
                  .formatted(
                      file.name(),
                      name,
                      NearestWord.hint(name, columns),
                      String.join(", ", columns)));
        }
      }
    }
  }

  private static void findTopic(PublishSpec spec) {
    try (BrokerClient client =
        BrokerClient.connect("--bootstrap-servers", spec.servers(), spec.producer())) {
      if (spec.partitions() != null) {
        client.createIfMissing(spec.topic(), spec.partitions());
      } else if (!client.topics().contains(spec.topic())) {
        throw new EnvironmentException(
            "there is no topic %s at %s%s; --create-topic creates it"
                .formatted(
                    spec.topic(), spec.servers(), NearestWord.hint(spec.topic(), client.topics())));
      }
    }
  }

  private static List<RecordSource> sources(List<InputFile> files, PublishSpec spec) {
    List<InputFile> csv = files.stream().filter(InputFile::isCsv).toList();
    ColumnTypes types =
        spec.definitionOf()
            .map(d -> ColumnTypes.of(csv, d.stream()))
            .orElseGet(() -> ColumnTypes.of(csv));
    return files.stream()
        .map(
            file ->
                file.isCsv() ? RecordSource.ofColumns(file, types) : RecordSource.ofObjects(file))
        .toList();
  }
}
