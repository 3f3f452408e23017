package dev.mainstem.expression;

import java.math.BigDecimal;

/** An arithmetic expression as the tests make it up. */
sealed interface Tree {

  /** Whether it is a double; x and y are. */
  boolean isReal();

  /** How it is written, with no more parentheses than it takes, so that precedence is tested. */
  String text();

  /** How tightly its operator binds; 3 for what has none. */
  default int level() {
    return 3;
  }

  /** How it is written as the operand of an operator that binds so tightly. */
  default String within(int outer) {
    return level() < outer ? "(" + text() + ")" : text();
  }

  record Field(String name) implements Tree {
    @Override
    public boolean isReal() {
      return name.equals("x") || name.equals("y");
    }

    @Override
    public String text() {
      return name;
    }
  }

  record Whole(long value) implements Tree {
    @Override
    public boolean isReal() {
      return false;
    }

    @Override
    public String text() {
      return Long.toString(value);
    }
  }

  record Real(double value) implements Tree {
    @Override
    public boolean isReal() {
      return true;
    }

    @Override
    public String text() {
      return new BigDecimal(Double.toString(value)).toPlainString() + "e0";
    }
  }

  record Negated(Tree tree) implements Tree {
    @Override
    public boolean isReal() {
      return tree.isReal();
    }

    @Override
    public String text() {
      return "-" + tree.within(3);
    }
  }

  record Operation(char operator, Tree left, Tree right) implements Tree {
    @Override
    public boolean isReal() {
      return operator == '/' || left.isReal() || right.isReal();
    }

    @Override
    public String text() {
      return left.within(level()) + " " + operator + " " + right.within(level() + 1);
    }

    @Override
    public int level() {
      return operator == '+' || operator == '-' ? 1 : 2;
    }
  }
}
