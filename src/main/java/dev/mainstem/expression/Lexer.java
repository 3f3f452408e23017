package dev.mainstem.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Cuts the text of an expression into tokens; the last one is the end. */
final class Lexer {

  /** More than anybody writes by hand. */
  static final int MAX_LENGTH = 10_000;

  private static final Set<String> SYMBOLS =
      Set.of("<>", "!=", "<=", ">=", "||", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", ",");

  /** What other languages write, and what to write here. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "==", "write = instead of ==",
          "&&", "write and instead of &&",
          "!", "write not instead of !",
          "|", "write or, or || to join texts, instead of |",
          "&", "write and instead of &",
          "**", "write pow(x, y) instead of **",
          "\"", "write names in backticks and texts in single quotes, not in double quotes",
          ".", "a name with a dot needs backticks");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) throws ExpressionException {
    if (text.length() > MAX_LENGTH) {
      throw new ExpressionException(
          MAX_LENGTH,
          "expected at most %d characters, found %d".formatted(MAX_LENGTH, text.length()));
    }
    return new Lexer(text).readAll();
  }

  private List<Token> readAll() throws ExpressionException {
    skip(Character::isWhitespace);
    while (at < text.length()) {
      readOne();
      skip(Character::isWhitespace);
    }
    tokens.add(new Token(Token.Kind.END, "", at));
    return tokens;
  }

  private void readOne() throws ExpressionException {
    char c = text.charAt(at);
    if (isLetter(c)) {
      int start = at;
      skip(Lexer::isWordPart);
      add(Token.Kind.WORD, start, text.substring(start, at));
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      number();
    } else if (c == '\'') {
      quoted(Token.Kind.TEXT, c, "a text");
    } else if (c == '`') {
      quoted(Token.Kind.NAME, c, "a name");
    } else {
      symbol();
    }
  }

  private void number() throws ExpressionException {
    int start = at;
    skip(Lexer::isDigit);
    if (peek(0) == '.') {
      at++;
      digits("digits behind the point");
    }
    if (peek(0) == 'e' || peek(0) == 'E') {
      at += peek(1) == '+' || peek(1) == '-' ? 2 : 1;
      digits("the digits of an exponent");
    }
    if (isWordPart(peek(0))) {
      throw new ExpressionException(
          start, "a number ends with a digit; a name that begins with one needs backticks");
    }
    add(Token.Kind.NUMBER, start, text.substring(start, at));
  }

  private void digits(String what) throws ExpressionException {
    if (!isDigit(peek(0))) {
      throw new ExpressionException(Math.min(at, text.length()), "expected " + what);
    }
    skip(Lexer::isDigit);
  }

  /** Up to the closing quote; two of them stand for one. */
  private void quoted(Token.Kind kind, char quote, String what) throws ExpressionException {
    int start = at;
    StringBuilder content = new StringBuilder();
    for (at++; at < text.length(); at++) {
      if (text.charAt(at) == quote) {
        if (peek(1) != quote) {
          at++;
          add(kind, start, content.toString());
          return;
        }
        at++;
      }
      content.append(text.charAt(at));
    }
    throw new ExpressionException(start, what + " begins here and has no closing " + quote);
  }

  private void symbol() throws ExpressionException {
    for (int length = 2; length > 0; length--) {
      String symbol = text.substring(at, Math.min(at + length, text.length()));
      if (FOREIGN.containsKey(symbol)) {
        throw new ExpressionException(at, FOREIGN.get(symbol));
      }
      if (SYMBOLS.contains(symbol)) {
        add(Token.Kind.SYMBOL, at, symbol);
        at += symbol.length();
        return;
      }
    }
    int found = text.codePointAt(at);
    throw new ExpressionException(
        at,
        "unexpected %s (U+%04X); a name with it needs backticks"
            .formatted(Character.toString(found), found));
  }

  private void add(Token.Kind kind, int start, String content) {
    tokens.add(new Token(kind, content, start));
  }

  private void skip(IntPredicate part) {
    while (at < text.length() && part.test(text.charAt(at))) {
      at++;
    }
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isWordPart(int c) {
    return isLetter(c) || isDigit(c);
  }
}
