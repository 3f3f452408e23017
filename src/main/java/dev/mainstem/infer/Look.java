package dev.mainstem.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mainstem.convert.InputFile;
import dev.mainstem.history.FileRecords;
import dev.mainstem.history.RecordTexts;
import dev.mainstem.record.BadValue;
import dev.mainstem.record.RecordReceiver;
import dev.mainstem.record.Rejected;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;

/** Looks at all records of a file, or at messages, and adds what they hold to a survey. */
final class Look {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

  private final Survey survey;

  Look(Survey survey) {
    this.survey = survey;
  }

  /**
   * All records of a file.
   *
   * @throws EnvironmentException if it can't be read
   */
  void at(InputFile file) {
    survey.beginFile();
    try {
      if (file.isCsv()) {
        rows(file);
      } else {
        RecordTexts.read(file.history(), file.file(), new Objects());
      }
    } catch (IOException e) {
      throw new EnvironmentException(file.name() + ": can't be read: " + e.getMessage(), e);
    }
  }

  private void rows(InputFile file) throws IOException {
    List<String> names = file.file().columns();
    StreamSpec texts =
        StreamSpec.timeless(
            names.stream().map(n -> FieldSpec.named(n, FieldType.STRING, true)).toList());
    FileRecords.read(texts, file.history(), file.file(), new Rows(names));
  }

  private final class Rows implements RecordReceiver {

    private final List<Column> columns;

    Rows(List<String> names) {
      this.columns = names.stream().map(survey::column).toList();
    }

    @Override
    public void row(Row row, Instant eventTime) {
      for (int i = 0; i < columns.size(); i++) {
        columns.get(i).add((String) row.getValues().get(i));
      }
      survey.endRecord();
    }

    @Override
    public void rejected(Rejected rejected) {
      survey.bad();
    }
  }

  private final class Objects implements RecordTexts.Receiver {

    @Override
    public void text(byte[] bytes, Charset charset, long line) {
      json(bytes, charset);
    }

    @Override
    public void bad(BadValue why, byte[] raw, long line) {
      survey.bad();
    }
  }

  /** A JSON text: an object, or an array of objects. */
  void json(byte[] bytes, Charset charset) {
    try {
      JsonNode node = JSON.readTree(new String(bytes, charset));
      if (node.isArray()) {
        node.forEach(this::element);
      } else {
        element(node);
      }
    } catch (JsonProcessingException e) {
      survey.bad(); // the run will reject it with its reason
    }
  }

  private void element(JsonNode node) {
    if (!node.isObject()) {
      survey.bad();
      return;
    }
    Set<String> there = new HashSet<>();
    members("", node, there);
    survey.columns().stream()
        .filter(column -> !there.contains(column.name()))
        .forEach(column -> column.add(null));
    survey.endRecord();
  }

  /** Members of objects within objects are fields by their paths; arrays are none. */
  private void members(String path, JsonNode object, Set<String> there) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = path + member.getKey();
      JsonNode value = member.getValue();
      if (value.isObject()) {
        members(name + ".", value, there);
      } else if (!value.isArray() && there.add(name)) {
        value(survey.column(name), value);
      }
    }
  }

  private static void value(Column column, JsonNode value) {
    if (value.isTextual()) {
      column.addText(value.textValue());
    } else {
      column.add(value.isNull() ? null : value.asText());
    }
  }
}
