package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checked expression: a text of the expression language and the type of the rows it is about.
 *
 * <p>Serializable, immutable and thread-safe. It holds no code: a {@code DoFn} keeps the expression
 * and takes an {@link #evaluator()} of its own in {@code @Setup}.
 *
 * <p>Values of rows are, by the type of the field: String, Boolean, Integer (int32), Long (int64),
 * Float, Double, {@link java.math.BigDecimal} (decimal), {@link org.joda.time.Instant} (timestamp,
 * in milliseconds) and {@link java.time.LocalDate} (date); null is SQL's null. Floats and doubles
 * are finite, as those of a stream are.
 *
 * <p>The language is that of {@code docs/expressions.md}; where it says nothing, SQL's rules hold.
 */
public final class Expression implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String text;
  private final RowType input;

  /** What the result is cast to, or null. */
  private final @Nullable FieldType target;

  private final FieldType type;
  private final boolean nullable;
  private final boolean array;

  private final Set<String> fields;

  private Expression(String text, RowType input, @Nullable FieldType target)
      throws ExpressionException {
    Compiler compiler = new Compiler(input);
    Typed typed = compile(Parser.parse(text), target, compiler);
    this.text = text;
    this.input = input;
    this.target = target;
    this.type = typed.type();
    this.nullable = typed.nullable();
    this.array = false;
    this.fields = compiler.fields();
  }

  private Expression(String text, RowType.Field field, RowType input) {
    this.text = text;
    this.input = input;
    this.target = null;
    this.type = field.type();
    this.nullable = field.nullable();
    this.array = true;
    this.fields = Set.of(field.name());
  }

  /**
   * Parses and checks.
   *
   * @param input the rows it will be evaluated for
   * @throws ExpressionException if the text does not parse, or its types do not fit; only for the
   *     first problem
   */
  public static Expression of(String text, RowType input) throws ExpressionException {
    return new Expression(text, input, null);
  }

  /**
   * The same, except that a text which is the name of an array, and nothing else, takes that over
   * as it is. The language itself knows no arrays.
   */
  public static Expression orArray(String text, RowType input) throws ExpressionException {
    if (Parser.parse(text) instanceof Ast.Field name) {
      Optional<RowType.Field> array = input.field(name.name()).filter(RowType.Field::array);
      if (array.isPresent()) {
        return new Expression(text, array.get(), input);
      }
    }
    return of(text, input);
  }

  private static Typed compile(Ast ast, @Nullable FieldType target, Compiler compiler)
      throws ExpressionException {
    return compiler.compile(target == null ? ast : new Ast.Cast(0, ast, target, false));
  }

  /** What was written. */
  public String text() {
    return text;
  }

  /** The type of the result or, of an array, of each value in it. */
  public FieldType type() {
    return type;
  }

  /** Whether the result is an array; never, unless it was {@linkplain #orArray asked for}. */
  public boolean isArray() {
    return array;
  }

  /** Whether the result can be null; false only if it provably can't. */
  public boolean nullable() {
    return nullable;
  }

  /** The names of the fields it reads, in the order of the text; can't be changed. */
  public Set<String> fields() {
    return fields;
  }

  /**
   * This expression with its result as another type, as by {@code cast(... as type)}; this one if
   * the result has that type already.
   *
   * @throws ExpressionException if there is no such cast
   */
  public Expression as(FieldType other) throws ExpressionException {
    if (array) {
      throw new ExpressionException(0, "can't cast an array to " + other.word());
    }
    return other == type ? this : new Expression(text, input, other);
  }

  /** New code for it. An evaluator is for one thread, and is not serializable. */
  public Evaluator evaluator() {
    try {
      return array ? copying(Values.readAny(place())) : evaluator(Parser.parse(text));
    } catch (ExpressionException e) {
      throw new IllegalStateException("was checked before: " + text, e);
    }
  }

  private Evaluator evaluator(Ast ast) throws ExpressionException {
    Code code = compile(ast, target, new Compiler(input)).code();
    // a decimal is looked at, since one that is too long would be an error
    boolean copied = ast instanceof Ast.Field && target == null && type != FieldType.DECIMAL;
    return copied ? copying(code) : Evaluator.computing(type, code);
  }

  private Evaluator copying(Code read) {
    return Evaluator.copying(place(), read);
  }

  /** The place of the one field that it reads. */
  private int place() {
    return input.indexOf(fields.iterator().next());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Expression that
        && text.equals(that.text)
        && input.equals(that.input)
        && target == that.target;
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, input, target);
  }

  @Override
  public String toString() {
    return text;
  }
}
