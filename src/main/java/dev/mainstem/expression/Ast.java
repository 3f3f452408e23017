package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was written, before anything is known of types. */
sealed interface Ast {

  /** Where the token begins that stands for it: its operator, its name, its opening quote. */
  int offset();

  /** What it is made of, in the order of the text. */
  default List<Ast> children() {
    return List.of();
  }

  /**
   * A value that is written out.
   *
   * @param value in the Java type of {@code type}; but that of a number with a point and without an
   *     exponent is a BigDecimal, so that none of its digits are lost beside a decimal
   */
  record Literal(int offset, FieldType type, Object value) implements Ast {}

  /** The word null, which takes the type of what is around it. */
  record Null(int offset) implements Ast {}

  /** A field of the row. */
  record Field(int offset, String name) implements Ast {}

  /** A plus or minus in front. */
  record Sign(int offset, boolean negative, Ast operand) implements Ast {
    @Override
    public List<Ast> children() {
      return List.of(operand);
    }
  }

  /** Two numbers and what to do with them. */
  record Arithmetic(int offset, ArithmeticOperator operator, Ast left, Ast right) implements Ast {
    @Override
    public List<Ast> children() {
      return List.of(left, right);
    }
  }

  /** A chain of {@code ||}. */
  record Concatenation(int offset, List<Ast> children) implements Ast {}

  /** Two values and how they should relate. */
  record Compare(int offset, ComparisonOperator operator, Ast left, Ast right) implements Ast {
    @Override
    public List<Ast> children() {
      return List.of(left, right);
    }
  }

  /** A chain of {@code and}. */
  record And(int offset, List<Ast> children) implements Ast {}

  /** A chain of {@code or}. */
  record Or(int offset, List<Ast> children) implements Ast {}

  /** The word not, also where it stands inside of {@code not in} and its like. */
  record Not(int offset, Ast operand) implements Ast {
    @Override
    public List<Ast> children() {
      return List.of(operand);
    }
  }

  /** Whether there is no value. */
  record IsNull(int offset, Ast operand) implements Ast {
    @Override
    public List<Ast> children() {
      return List.of(operand);
    }
  }

  /** Whether a value is one of several. */
  record In(int offset, Ast operand, List<Ast> items) implements Ast {
    @Override
    public List<Ast> children() {
      return joined(operand, items);
    }
  }

  /** Whether a value is within bounds, both included. */
  record Between(int offset, Ast operand, Ast low, Ast high) implements Ast {
    @Override
    public List<Ast> children() {
      return List.of(operand, low, high);
    }
  }

  /** Whether a text looks like a pattern. */
  record Like(int offset, Ast operand, LikePattern pattern) implements Ast {
    @Override
    public List<Ast> children() {
      return List.of(operand);
    }
  }

  /**
   * The value of the first branch that applies.
   *
   * @param operand what the tests are compared with, or null where they are conditions
   * @param otherwise the value of {@code else}, or null where there is none
   */
  record Case(int offset, @Nullable Ast operand, List<When> whens, @Nullable Ast otherwise)
      implements Ast {

    /** A branch: its condition or what the operand is compared with, and its value. */
    record When(Ast test, Ast value) {}

    @Override
    public List<Ast> children() {
      List<Ast> children = new ArrayList<>();
      if (operand != null) {
        children.add(operand);
      }
      for (When branch : whens) {
        children.add(branch.test());
        children.add(branch.value());
      }
      if (otherwise != null) {
        children.add(otherwise);
      }
      return children;
    }
  }

  /**
   * A function and its arguments.
   *
   * @param name in lower case
   */
  record Call(int offset, String name, List<Ast> children) implements Ast {}

  /**
   * A value as another type.
   *
   * @param lenient whether a failure is null
   */
  record Cast(int offset, Ast operand, FieldType type, boolean lenient) implements Ast {
    @Override
    public List<Ast> children() {
      return List.of(operand);
    }
  }

  private static List<Ast> joined(Ast first, List<Ast> rest) {
    List<Ast> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }
}
