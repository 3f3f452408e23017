package dev.mainstem.sinks;

import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The kinds of sinks, by the word in a definition. */
enum SinkType {
  WRITE_TO_JSON("WriteToJson", WriteToJson::read),
  WRITE_TO_CSV("WriteToCsv", WriteToCsv::read),
  WRITE_TO_PARQUET("WriteToParquet", WriteToParquet::read),
  WRITE_TO_JDBC("WriteToJdbc", WriteToJdbc::read),
  WRITE_TO_CONSOLE("WriteToConsole", WriteToConsole::read),
  WRITE_TO_KAFKA("WriteToKafka", WriteToKafka::read);

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference
  private final Function<SinkContext, Optional<? extends Sink>> reader;

  SinkType(String word, Function<SinkContext, Optional<? extends Sink>> reader) {
    this.word = word;
    this.reader = reader;
  }

  /** The word for it in a definition. */
  String word() {
    return word;
  }

  /** The sink that the context describes, unless it has problems; then they are noted. */
  Optional<Sink> read(SinkContext context) {
    Optional<Sink> sink = reader.apply(context).map(Sink.class::cast);
    context.config().done();
    return sink;
  }

  /** The kind that a word stands for, unless it is none; then that is noted. */
  static Optional<SinkType> of(Value value) {
    String given = value.text("the kind of sink").orElse("");
    Optional<SinkType> type = Arrays.stream(values()).filter(t -> t.word.equals(given)).findFirst();
    if (type.isEmpty()) {
      List<String> words = Arrays.stream(values()).map(SinkType::word).toList();
      value.problem(
          "no such kind of sink: %s%s; there are %s"
              .formatted(given, NearestWord.hint(given, words), words));
    }
    return type;
  }
}
