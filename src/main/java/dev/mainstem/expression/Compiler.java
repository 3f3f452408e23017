package dev.mainstem.expression;

import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.RowType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes typed code of what was written, and finds what does not fit together. */
final class Compiler {

  private static final int MOST_NAMES_SHOWN = 20;

  private final RowType input;
  private final Set<String> fields = new LinkedHashSet<>();
  private int reads;

  Compiler(RowType input) {
    this.input = input;
  }

  /** The fields that have been read, in the order of the text. */
  Set<String> fields() {
    return Collections.unmodifiableSet(fields);
  }

  Typed compile(Ast ast) throws ExpressionException {
    int before = reads;
    Typed typed = operator(ast);
    return reads == before ? folded(typed) : typed;
  }

  /** What reads no field, computed now, if it has a value. */
  private static Typed folded(Typed typed) {
    if (typed.known() == null || typed.constant() != null) {
      return typed;
    }
    try {
      Object value = Values.boxed(typed.known(), typed.code()).eval(new Frame());
      return value == null ? typed : Typed.ofConstant(typed.offset(), typed.known(), value);
    } catch (EvaluationException e) {
      return typed;
    }
  }

  private Typed operator(Ast ast) throws ExpressionException {
    int at = ast.offset();
    if (ast instanceof Ast.Arithmetic a) {
      return Arithmetic.of(at, a.operator(), compile(a.left()), compile(a.right()));
    }
    if (ast instanceof Ast.Sign sign) {
      return Arithmetic.signed(at, sign.negative(), compile(sign.operand()));
    }
    if (ast instanceof Ast.Concatenation concatenation) {
      return TextFunctions.concatenation(at, "||", all(concatenation.children()));
    }
    if (ast instanceof Ast.Case cases) {
      return cases(cases);
    }
    if (ast instanceof Ast.Call call) {
      return Functions.call(new Call(at, call.name(), all(call.children())));
    }
    if (ast instanceof Ast.Cast cast) {
      Typed operand = compile(cast.operand());
      return cast.lenient()
          ? Casts.lenient(at, operand, cast.type())
          : Casts.of(at, operand, cast.type());
    }
    return ast instanceof Ast.Literal || ast instanceof Ast.Null || ast instanceof Ast.Field
        ? leaf(ast)
        : condition(ast);
  }

  private Typed leaf(Ast ast) throws ExpressionException {
    if (ast instanceof Ast.Literal literal) {
      return Typed.ofConstant(literal.offset(), literal.type(), literal.value());
    }
    return ast instanceof Ast.Field field ? field(field) : Typed.ofNull(ast.offset());
  }

  private Typed condition(Ast ast) throws ExpressionException {
    int at = ast.offset();
    if (ast instanceof Ast.And and) {
      return Logic.and(at, all(and.children()));
    }
    if (ast instanceof Ast.Or or) {
      return Logic.or(at, all(or.children()));
    }
    if (ast instanceof Ast.Not not) {
      return Logic.not(at, compile(not.operand()));
    }
    if (ast instanceof Ast.Compare c) {
      return Comparison.of(at, c.operator(), compile(c.left()), compile(c.right()));
    }
    if (ast instanceof Ast.IsNull isNull) {
      return Logic.isNull(at, compile(isNull.operand()));
    }
    if (ast instanceof Ast.In in) {
      return Membership.in(at, compile(in.operand()), all(in.items()));
    }
    if (ast instanceof Ast.Between b) {
      return Membership.between(at, compile(b.operand()), compile(b.low()), compile(b.high()));
    }
    if (ast instanceof Ast.Like like) {
      return Logic.like(at, compile(like.operand()), like.pattern());
    }
    throw new IllegalArgumentException(ast.toString());
  }

  private List<Typed> all(List<Ast> asts) throws ExpressionException {
    List<Typed> all = new ArrayList<>();
    for (Ast ast : asts) {
      all.add(compile(ast));
    }
    return all;
  }

  private Typed field(Ast.Field field) throws ExpressionException {
    int index = input.indexOf(field.name());
    if (index < 0) {
      throw unknown(field);
    }
    reads++;
    fields.add(field.name());
    RowType.Field found = input.fields().get(index);
    if (found.array()) {
      throw new ExpressionException(
          field.offset(),
          "%s is an array; Explode makes a row of each of its values"
              .formatted(EvaluationException.shortened(field.name())));
    }
    return Typed.of(
        field.offset(), found.type(), found.nullable(), Values.read(found.type(), index));
  }

  private ExpressionException unknown(Ast.Field field) {
    List<String> names = input.names();
    return new ExpressionException(
        field.offset(),
        "there is no field %s%s; there are %s"
            .formatted(
                EvaluationException.shortened(field.name()),
                NearestWord.hint(field.name(), names),
                listed(names)));
  }

  private static String listed(List<String> names) {
    if (names.size() > MOST_NAMES_SHOWN) {
      return String.join(", ", names.subList(0, MOST_NAMES_SHOWN)) + ", ...";
    }
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private Typed cases(Ast.Case cases) throws ExpressionException {
    Ast subject = cases.operand();
    Shared shared = subject == null ? null : Shared.of(compile(subject));
    List<Choice.Branch> branches = new ArrayList<>();
    for (Ast.Case.When branch : cases.whens()) {
      Typed test = compile(branch.test());
      Typed condition = shared == null ? test : equal(shared, test);
      branches.add(new Choice.Branch(condition, compile(branch.value())));
    }
    @Nullable Typed otherwise = cases.otherwise() == null ? null : compile(cases.otherwise());
    Typed choice = Choice.of(cases.offset(), "case", branches, otherwise);
    return shared == null ? choice : shared.around(choice);
  }

  private static Typed equal(Shared subject, Typed value) throws ExpressionException {
    return Comparison.of(value.offset(), ComparisonOperator.EQUAL, subject.read(), value);
  }
}
