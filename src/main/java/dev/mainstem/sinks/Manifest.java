package dev.mainstem.sinks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Says which files a sink has written, so that the next run knows what it may replace: the first
 * {@code files} of their numbers.
 *
 * @param run the run that wrote them
 * @param files how many there are, or are about to be
 */
record Manifest(String run, int files) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The manifest of a sink's files; one of none if there is none. */
  static Manifest read(FileTarget target) throws IOException {
    try (InputStream in = Files.open(target.manifest())) {
      JsonNode json = JSON.readTree(in);
      return new Manifest(json.path("run").asText(), json.path("files").asInt());
    } catch (FileNotFoundException e) {
      return new Manifest("", 0);
    }
  }

  /** Writes it in the place of the one before, as a whole or not at all. */
  void write(FileTarget target) throws IOException {
    String written = target.manifest() + "." + run;
    try (OutputStream out = Files.create(written)) {
      JSON.writeValue(out, JSON.createObjectNode().put("run", run).put("files", files));
    }
    Files.rename(written, target.manifest());
  }
}
