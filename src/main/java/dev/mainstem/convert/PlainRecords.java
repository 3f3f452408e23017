package dev.mainstem.convert;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mainstem.history.RecordTexts;
import dev.mainstem.record.BadValue;
import dev.mainstem.record.Json;
import dev.mainstem.record.Origin;
import dev.mainstem.record.Utf8;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The objects of a JSON file, of which only the blanks between tokens are taken away. */
final class PlainRecords implements RecordSource {

  private final InputFile file;

  PlainRecords(InputFile file) {
    this.file = file;
  }

  @Override
  public List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    read(
        new Receiver() {
          @Override
          public void record(byte[] json) {
            addNames(json, names);
          }

          /** Told by the pass that takes the records. */
          @Override
          public void bad(BadRecord bad) {}
        });
    return List.copyOf(names);
  }

  private static void addNames(byte[] object, Set<String> names) {
    try (JsonParser json = Json.FACTORY.createParser(object)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        names.add(json.currentName());
        json.nextToken();
        json.skipChildren();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void read(Receiver receiver) {
    try {
      RecordTexts.read(file.history(), file.file(), file.watch(), new Objects(receiver));
    } catch (IOException e) {
      throw new EnvironmentException(file.name() + ": can't be read: " + e.getMessage(), e);
    }
  }

  /** Gives the objects of texts to a receiver. */
  private final class Objects implements RecordTexts.Receiver {

    private final Receiver receiver;

    Objects(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void text(byte[] bytes, Charset charset, long line) {
      try {
        String text = Utf8.decode(bytes, charset);
        if (file.isArray() || !text.isBlank()) {
          for (String object : ObjectTexts.of(text)) {
            record(object, line);
          }
        }
      } catch (BadValue e) {
        bad(e, bytes, line);
      }
    }

    private void record(String object, long line) {
      byte[] bytes = object.getBytes(StandardCharsets.UTF_8);
      try {
        receiver.record(bytes);
      } catch (BadValue e) {
        bad(e, bytes, line);
      }
    }

    @Override
    public void bad(BadValue why, byte[] raw, long line) {
      Origin origin = Origin.ofLine(file.name(), line);
      receiver.bad(BadRecord.at(origin, file.isArray(), why.getMessage()));
    }
  }
}
