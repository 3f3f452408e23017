package dev.mainstem.expression;

import java.util.List;

/** The tokens of an expression and how far they have been read. */
final class Tokens {

  private final List<Token> tokens;
  private int at;

  /**
   * @param tokens the last one is the end
   */
  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** The next token, which stays the next one. */
  Token peek() {
    return tokens.get(at);
  }

  /** The token behind the next one, or the end. */
  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** Takes the next token; the end can be taken for ever. */
  Token next() {
    Token token = peek();
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  /** Takes the next token if it is this symbol or keyword. */
  boolean accept(String symbolOrWord) {
    boolean found = peek().is(symbolOrWord);
    if (found) {
      next();
    }
    return found;
  }

  /** Takes the next token, which must be this symbol or keyword. */
  void expect(String symbolOrWord) throws ExpressionException {
    if (!accept(symbolOrWord)) {
      throw unexpected(peek(), symbolOrWord);
    }
  }

  void expectEnd() throws ExpressionException {
    if (peek().kind() != Token.Kind.END) {
      throw unexpected(peek(), "an operator or the end");
    }
  }

  /** What to throw where something else was expected. */
  ExpressionException unexpected(Token found, String expected) {
    return new ExpressionException(
        found.offset(), "expected %s, found %s".formatted(expected, found.describe()));
  }
}
