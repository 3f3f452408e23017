package dev.mainstem.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads operators by precedence climbing. What stands between them is read by {@link Operands}. */
final class Parser {

  /** Enough for anything written by hand, and far from the end of a thread's stack. */
  static final int MAX_DEPTH = 200;

  // the levels of precedence, from the loosest
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int COMPARISON = 4;
  private static final int SUM = 5;
  private static final int PRODUCT = 6;
  private static final int SIGN = 7;

  private static final Map<String, ArithmeticOperator> TERMS =
      Map.of("+", ArithmeticOperator.ADD, "-", ArithmeticOperator.SUBTRACT);
  private static final Map<String, ArithmeticOperator> FACTORS =
      Map.of(
          "*", ArithmeticOperator.MULTIPLY,
          "/", ArithmeticOperator.DIVIDE,
          "%", ArithmeticOperator.REMAINDER);
  private static final Map<String, ComparisonOperator> COMPARISONS =
      Map.of(
          "=", ComparisonOperator.EQUAL,
          "<>", ComparisonOperator.NOT_EQUAL,
          "!=", ComparisonOperator.NOT_EQUAL,
          "<", ComparisonOperator.LESS,
          "<=", ComparisonOperator.LESS_OR_EQUAL,
          ">", ComparisonOperator.GREATER,
          ">=", ComparisonOperator.GREATER_OR_EQUAL);
  private static final List<String> PREDICATES = List.of("not", "is", "in", "like", "between");

  private final Tokens tokens;
  private final Operands operands;
  private int depth;

  private Parser(Tokens tokens) {
    this.tokens = tokens;
    this.operands = new Operands(tokens, this);
  }

  static Ast parse(String text) throws ExpressionException {
    Parser parser = new Parser(new Tokens(Lexer.tokens(text)));
    Ast ast = parser.expression();
    parser.tokens.expectEnd();
    checkHeight(ast);
    return ast;
  }

  /** A long chain of operators nests as deeply as parentheses do, but to the left. */
  private static void checkHeight(Ast root) throws ExpressionException {
    List<Ast> level = List.of(root);
    for (int height = 0; !level.isEmpty(); height++) {
      if (height >= MAX_DEPTH) {
        throw tooDeep(level.get(0).offset());
      }
      level = level.stream().flatMap(ast -> ast.children().stream()).toList();
    }
  }

  private static ExpressionException tooDeep(int offset) {
    return new ExpressionException(
        offset, "nested more than %d levels deep; split it up".formatted(MAX_DEPTH));
  }

  /** Anything, up to a token that no operator begins with. */
  Ast expression() throws ExpressionException {
    return nested(OR);
  }

  private Ast nested(int level) throws ExpressionException {
    if (++depth > MAX_DEPTH) {
      throw tooDeep(tokens.peek().offset());
    }
    Ast ast = parse(level);
    depth--;
    return ast;
  }

  /** An operand, and the operators behind it that bind at least as tightly as this level. */
  private Ast parse(int level) throws ExpressionException {
    Ast ast = prefixed(level);
    int next = level(tokens.peek());
    while (next >= level) {
      ast = operation(next, ast);
      next = level(tokens.peek());
    }
    return ast;
  }

  /** The level of an operator; 0 for what is none. */
  private static int level(Token token) {
    if (token.is("or") || token.is("and")) {
      return token.is("or") ? OR : AND;
    }
    if (symbol(COMPARISONS, token) != null || PREDICATES.stream().anyMatch(token::is)) {
      return COMPARISON;
    }
    if (symbol(TERMS, token) != null || token.is("||")) {
      return SUM;
    }
    return symbol(FACTORS, token) != null ? PRODUCT : 0;
  }

  private static <T> @Nullable T symbol(Map<String, T> symbols, Token token) {
    return token.kind() == Token.Kind.SYMBOL ? symbols.get(token.text()) : null;
  }

  private Ast prefixed(int level) throws ExpressionException {
    Token token = tokens.peek();
    if (level <= NOT && tokens.accept("not")) {
      return new Ast.Not(token.offset(), nested(NOT));
    }
    boolean negative = token.is("-");
    if (!negative && !token.is("+")) {
      return operands.operand();
    }
    tokens.next();
    return negative && tokens.peek().kind() == Token.Kind.NUMBER
        ? operands.number("-")
        : new Ast.Sign(token.offset(), negative, nested(SIGN));
  }

  /** What an operator of that level makes of the operand before it. */
  private Ast operation(int level, Ast left) throws ExpressionException {
    Token token = tokens.peek();
    return switch (level) {
      case OR -> new Ast.Or(token.offset(), chain(left, "or", AND));
      case AND -> new Ast.And(token.offset(), chain(left, "and", NOT));
      case COMPARISON -> comparison(left);
      default ->
          token.is("||")
              ? new Ast.Concatenation(token.offset(), chain(left, "||", PRODUCT))
              : arithmetic(level, left);
    };
  }

  private List<Ast> chain(Ast first, String operator, int level) throws ExpressionException {
    List<Ast> chain = new ArrayList<>(List.of(first));
    while (tokens.accept(operator)) {
      chain.add(parse(level));
    }
    return chain;
  }

  private Ast arithmetic(int level, Ast left) throws ExpressionException {
    Token token = tokens.next();
    ArithmeticOperator operator = symbol(level == SUM ? TERMS : FACTORS, token);
    if (operator == null) {
      throw tokens.unexpected(token, "an operator");
    }
    return new Ast.Arithmetic(token.offset(), operator, left, parse(level + 1));
  }

  private Ast comparison(Ast left) throws ExpressionException {
    Token token = tokens.next();
    ComparisonOperator operator = symbol(COMPARISONS, token);
    Ast comparison =
        operator == null
            ? predicate(token, left)
            : new Ast.Compare(token.offset(), operator, left, parse(SUM));
    if (level(tokens.peek()) == COMPARISON) {
      throw new ExpressionException(
          tokens.peek().offset(), "a comparison of a comparison needs parentheses, or an and");
    }
    return comparison;
  }

  private Ast predicate(Token token, Ast left) throws ExpressionException {
    boolean negated = token.is("not");
    Token word = negated ? tokens.next() : token;
    Optional<Ast> positive = positive(word, left);
    if (positive.isEmpty() || (negated && word.is("is"))) {
      throw tokens.unexpected(word, "in, like or between behind not");
    }
    return negated ? new Ast.Not(token.offset(), positive.get()) : positive.get();
  }

  /** What begins with a word, or nothing where that word begins no predicate. */
  private Optional<Ast> positive(Token word, Ast left) throws ExpressionException {
    int offset = word.offset();
    return switch (word.lower()) {
      case "is" -> Optional.of(isNull(offset, left));
      case "in" -> Optional.of(new Ast.In(offset, left, operands.list()));
      case "like" -> Optional.of(new Ast.Like(offset, left, operands.likePattern()));
      case "between" -> {
        Ast low = parse(SUM);
        tokens.expect("and");
        yield Optional.of(new Ast.Between(offset, left, low, parse(SUM)));
      }
      default -> Optional.empty();
    };
  }

  private Ast isNull(int offset, Ast left) throws ExpressionException {
    boolean negated = tokens.accept("not");
    tokens.expect("null");
    Ast isNull = new Ast.IsNull(offset, left);
    return negated ? new Ast.Not(offset, isNull) : isNull;
  }
}
