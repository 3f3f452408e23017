package dev.mainstem.launch;

import dev.mainstem.broker.Publisher;
import dev.mainstem.publish.MessageStamp;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.LiveSpec;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Fills the topic of an embedded broker: one message a line, in the order of the files' names,
 * stamped as a producer at the source would.
 */
final class Samples {

  private final Definition definition;
  private final MessageStamp stamp;

  private Samples(Definition definition) {
    this.definition = definition;
    this.stamp = new MessageStamp(definition.stream());
  }

  /**
   * Publishes the sample of a definition.
   *
   * @return how many messages it has
   * @throws EnvironmentException if a glob matches nothing, or a message does not arrive
   */
  static long publish(Definition definition, LiveSpec live, String servers) {
    try (Publisher publisher = new Publisher(servers, live.topic(), Map.of())) {
      Samples samples = new Samples(definition);
      for (String glob : live.samples()) {
        for (String file : samples.match(glob)) {
          samples.publish(file, publisher);
        }
      }
      publisher.flush();
      return publisher.published();
    }
  }

  private List<String> match(String glob) {
    String resolved = definition.resolve(glob);
    try {
      MatchResult result = FileSystems.match(resolved, EmptyMatchTreatment.DISALLOW);
      return result.metadata().stream().map(m -> m.resourceId().toString()).sorted().toList();
    } catch (IOException e) {
      throw new EnvironmentException(
          "live.sample: no file matches %s (looked for %s)".formatted(glob, resolved), e);
    }
  }

  /** Lines end with LF alone: what else a message may hold is its own business. */
  private void publish(String file, Publisher publisher) {
    try (InputStream in = open(file)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          publishLine(line, publisher);
        } else {
          line.write(b);
        }
      }
      publishLine(line, publisher);
    } catch (IOException e) {
      throw new EnvironmentException("live.sample: can't read %s: %s".formatted(file, e), e);
    }
  }

  private static InputStream open(String file) throws IOException {
    return new BufferedInputStream(
        Channels.newInputStream(
            Compression.detect(file)
                .readDecompressed(FileSystems.open(FileSystems.matchNewResource(file, false)))));
  }

  private void publishLine(ByteArrayOutputStream line, Publisher publisher) {
    if (line.size() > 0) {
      byte[] message = line.toByteArray();
      publisher.publish(null, message, stamp.of(message));
      line.reset();
    }
  }
}
