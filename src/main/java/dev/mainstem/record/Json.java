package dev.mainstem.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.util.regex.Pattern;

/** How this project reads and writes JSON. */
public final class Json {

  private static final int MAX_DEPTH = 500;
  private static final int MAX_STRING_CHARS = 64 << 20;

  /**
   * Strict RFC 8259, with the fast number codecs. Names are not kept beyond their document: a
   * stream whose member names are data would fill the memory with them.
   */
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH + 1)
                  .maxStringLength(MAX_STRING_CHARS)
                  .build())
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  /** Jackson names a second place in the words of a message. */
  private static final Pattern OTHER_PLACE =
      Pattern.compile(" \\((start marker|for \\w+ starting) at .*");

  private Json() {}

  /** Why a text is no JSON, and where. */
  public static BadValue fault(JsonProcessingException e) {
    // before or behind what is wrong, as Jackson met it
    String where =
        e.getLocation() == null ? "" : " near character " + (e.getLocation().getCharOffset() + 1);
    String line = e.getOriginalMessage().lines().findFirst().orElse("no JSON");
    String message = OTHER_PLACE.matcher(line).replaceFirst("");
    int longest = BadValue.MAX_FOUND - where.length();
    String found =
        message.length() <= longest ? message : message.substring(0, longest - 3) + "...";
    return new BadValue("expected JSON", found + where);
  }
}
