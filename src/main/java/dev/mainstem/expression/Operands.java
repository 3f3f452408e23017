package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.NearestWord;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what stands between operators: literals, fields, calls, cases, casts, parentheses. */
final class Operands {

  /** The words that are no field unless they stand in backticks. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "and", "or", "not", "is", "null", "in", "like", "between", "case", "when", "then", "else",
          "end", "true", "false");

  private final Tokens tokens;
  private final Parser parser;

  Operands(Tokens tokens, Parser parser) {
    this.tokens = tokens;
    this.parser = parser;
  }

  Ast operand() throws ExpressionException {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER -> number("");
      case TEXT -> new Ast.Literal(token.offset(), FieldType.STRING, tokens.next().text());
      case NAME -> new Ast.Field(token.offset(), tokens.next().text());
      case WORD -> word();
      case SYMBOL, END -> parenthesised();
    };
  }

  private Ast parenthesised() throws ExpressionException {
    if (!tokens.accept("(")) {
      throw tokens.unexpected(tokens.peek(), "a value");
    }
    Ast inner = parser.expression();
    tokens.expect(")");
    return inner;
  }

  private Ast word() throws ExpressionException {
    Token token = tokens.peek();
    Token second = tokens.peekSecond();
    String word = token.lower();
    if (KEYWORDS.contains(word)) {
      return keyword(word);
    }
    if (second.is("(")) {
      return word.equals("cast") || word.equals("try_cast") ? cast() : call();
    }
    if (second.kind() == Token.Kind.TEXT && (word.equals("timestamp") || word.equals("date"))) {
      return time();
    }
    return new Ast.Field(token.offset(), tokens.next().text());
  }

  private Ast keyword(String word) throws ExpressionException {
    Token token = tokens.next();
    return switch (word) {
      case "true", "false" ->
          new Ast.Literal(token.offset(), FieldType.BOOLEAN, word.equals("true"));
      case "null" -> new Ast.Null(token.offset());
      case "case" -> cases(token.offset());
      default -> throw tokens.unexpected(token, "a value (a field of that name needs backticks)");
    };
  }

  /**
   * @param sign what stood before the number: a minus or nothing. It belongs to the number, as the
   *     least int64 has no positive counterpart.
   */
  Ast number(String sign) throws ExpressionException {
    Token token = tokens.next();
    String text = sign + token.text();
    try {
      if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
        return new Ast.Literal(token.offset(), FieldType.DOUBLE, finite(token, text));
      }
      if (text.indexOf('.') >= 0) {
        finite(token, text);
        BigDecimal exact = Decimals.checked(new BigDecimal(text), "number");
        return new Ast.Literal(token.offset(), FieldType.DOUBLE, exact);
      }
      return new Ast.Literal(token.offset(), FieldType.INT64, Long.valueOf(text));
    } catch (NumberFormatException | EvaluationException e) {
      throw new ExpressionException(
          token.offset(),
          "%s has too many digits; write a text and cast it to decimal"
              .formatted(EvaluationException.shortened(text)));
    }
  }

  private static double finite(Token token, String text) throws ExpressionException {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new ExpressionException(
          token.offset(), EvaluationException.shortened(text) + " is too large for a double");
    }
    return value;
  }

  private Ast time() throws ExpressionException {
    Token word = tokens.next();
    Token text = tokens.next();
    try {
      return word.is("date")
          ? new Ast.Literal(word.offset(), FieldType.DATE, LocalDate.parse(text.text()))
          : new Ast.Literal(
              word.offset(),
              FieldType.TIMESTAMP,
              Instant.ofEpochMilli(TimestampText.parse(text.text())));
    } catch (DateTimeException e) {
      String example = word.is("date") ? "2026-01-31" : "2026-01-31T12:00:00Z";
      throw tokens.unexpected(text, "a %s such as '%s'".formatted(word.lower(), example));
    }
  }

  private Ast call() throws ExpressionException {
    Token name = tokens.next();
    if (tokens.peekSecond().is(")")) {
      tokens.next();
      tokens.next();
      return new Ast.Call(name.offset(), name.lower(), List.of());
    }
    return new Ast.Call(name.offset(), name.lower(), list());
  }

  /** At least one value, in parentheses. */
  List<Ast> list() throws ExpressionException {
    tokens.expect("(");
    List<Ast> items = new ArrayList<>();
    do {
      items.add(parser.expression());
    } while (tokens.accept(","));
    if (!tokens.accept(")")) {
      throw tokens.unexpected(tokens.peek(), "a comma or a closing parenthesis");
    }
    return items;
  }

  private Ast cast() throws ExpressionException {
    Token word = tokens.next();
    tokens.expect("(");
    Ast operand = parser.expression();
    tokens.expect("as");
    FieldType target = type();
    tokens.expect(")");
    return new Ast.Cast(word.offset(), operand, target, word.is("try_cast"));
  }

  private FieldType type() throws ExpressionException {
    Token token = tokens.next();
    Optional<FieldType> type =
        token.kind() == Token.Kind.WORD ? FieldType.of(token.lower()) : Optional.empty();
    if (type.isEmpty()) {
      String hint = NearestWord.hint(token.text(), FieldType.words());
      throw tokens.unexpected(token, "one of " + String.join(", ", FieldType.words()) + hint);
    }
    return type.get();
  }

  private Ast cases(int offset) throws ExpressionException {
    Ast operand = tokens.peek().is("when") ? null : parser.expression();
    List<Ast.Case.When> whens = new ArrayList<>();
    do {
      tokens.expect("when");
      Ast when = parser.expression();
      tokens.expect("then");
      whens.add(new Ast.Case.When(when, parser.expression()));
    } while (tokens.peek().is("when"));
    @Nullable Ast otherwise = tokens.accept("else") ? parser.expression() : null;
    if (!tokens.accept("end")) {
      throw tokens.unexpected(tokens.peek(), otherwise == null ? "when, else or end" : "end");
    }
    return new Ast.Case(offset, operand, whens, otherwise);
  }

  /** The text behind {@code like}, and what stands behind {@code escape} if that follows. */
  LikePattern likePattern() throws ExpressionException {
    Token pattern = text("a pattern in single quotes");
    int escape = tokens.accept("escape") ? escape() : -1;
    return LikePattern.of(pattern.text(), escape)
        .orElseThrow(
            () ->
                new ExpressionException(
                    pattern.offset(), "the escape character stands before %, _ or itself only"));
  }

  private int escape() throws ExpressionException {
    Token escape = text("a character in single quotes");
    if (escape.text().codePointCount(0, escape.text().length()) != 1) {
      throw tokens.unexpected(escape, "one character");
    }
    return escape.text().codePointAt(0);
  }

  private Token text(String what) throws ExpressionException {
    Token token = tokens.next();
    if (token.kind() != Token.Kind.TEXT) {
      throw tokens.unexpected(token, what);
    }
    return token;
  }
}
