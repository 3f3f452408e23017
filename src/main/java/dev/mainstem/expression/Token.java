package dev.mainstem.expression;

import java.util.Locale;

/**
 * A piece of the text of an expression.
 *
 * @param text without quotes and with escapes undone
 * @param offset where it begins, in {@code char}s from 0
 */
record Token(Kind kind, String text, int offset) {

  /** What a piece can be. */
  enum Kind {
    /** A keyword, a function or a field. */
    WORD,
    /** A field in backticks. */
    NAME,
    TEXT,
    NUMBER,
    SYMBOL,
    END
  }

  /** Whether it is this symbol, or this keyword in any case. */
  boolean is(String symbolOrWord) {
    return switch (kind) {
      case SYMBOL -> text.equals(symbolOrWord);
      case WORD -> text.equalsIgnoreCase(symbolOrWord);
      case NAME, TEXT, NUMBER, END -> false;
    };
  }

  /** A word as keywords and functions are compared: in lower case. */
  String lower() {
    return text.toLowerCase(Locale.ROOT);
  }

  /** What a message calls it. */
  String describe() {
    return switch (kind) {
      case END -> "the end";
      case TEXT -> EvaluationException.quoted(text);
      case NAME -> "`" + text + "`";
      case WORD, NUMBER, SYMBOL -> EvaluationException.shortened(text);
    };
  }
}
