package dev.mainstem.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Every text of the sources that has two words or more, as a template: what is filled in at run
 * time is an ellipsis.
 *
 * <p>A template is a whole string expression: literals, their concatenation, and {@code formatted}.
 * A text that is chosen inside of one, or handed to a method that makes a message of it, is a
 * template of its own. Left out is what no user is told as an error: annotations, which are help
 * texts; what the program throws at itself; progress, and the log.
 */
final class SourceMessages extends TreeScanner<Void, Void> {

  /** Where something is filled in. */
  static final String HOLE = "…";

  private static final Pattern TWO_WORDS = Pattern.compile("\\p{L}\\P{L}* \\P{L}*\\p{L}");
  private static final Pattern PLACEHOLDER = Pattern.compile("%[-,.$0-9]*[a-zA-Z]");
  private static final Set<String> FOR_NO_USER =
      Set.of(
          "IllegalStateException",
          "IllegalArgumentException",
          "DateTimeParseException",
          "NonDeterministicException",
          "IncompatibleWindowException");
  private static final Set<String> NO_FAULTS =
      Set.of("say", "printf", "warn", "info", "debug", "compile");

  private final Set<String> templates = new TreeSet<>();
  private final boolean onlyThrown;
  private boolean thrown;

  private SourceMessages(boolean onlyThrown) {
    this.onlyThrown = onlyThrown;
  }

  /**
   * The templates of some sources, sorted.
   *
   * @param tellsMore whether a source also has texts for others than those whom something failed
   */
  static Set<String> in(
      Collection<CompilationUnitTree> sources, Predicate<CompilationUnitTree> tellsMore) {
    Set<String> templates = new TreeSet<>();
    for (CompilationUnitTree source : sources) {
      SourceMessages messages = new SourceMessages(tellsMore.test(source));
      messages.scan(source, null);
      templates.addAll(messages.templates);
    }
    return templates;
  }

  /** A text with one ellipsis for each thing that is filled in, and no blanks around it. */
  static String template(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(HOLE)
        .replaceAll("\\s+", " ")
        .replaceAll(HOLE + "+", HOLE)
        .strip();
  }

  @Override
  public Void visitAnnotation(AnnotationTree annotation, Void none) {
    return null;
  }

  @Override
  public Void visitNewClass(NewClassTree made, Void none) {
    String name = lastName(made.getIdentifier());
    if (!FOR_NO_USER.contains(name)) {
      boolean before = thrown;
      thrown |= name.endsWith("Exception");
      super.visitNewClass(made, null);
      thrown = before;
    }
    return null;
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
    if (NO_FAULTS.contains(lastName(call.getMethodSelect()))) {
      return null;
    }
    if (isFormatted(call)) {
      take(call);
      return scan(call.getArguments(), null);
    }
    return super.visitMethodInvocation(call, null);
  }

  @Override
  public Void visitBinary(BinaryTree sum, Void none) {
    if (sum.getKind() == Tree.Kind.PLUS) {
      take(sum);
      return scanParts(sum);
    }
    return super.visitBinary(sum, null);
  }

  @Override
  public Void visitLiteral(LiteralTree literal, Void none) {
    take(literal);
    return null;
  }

  private void take(ExpressionTree expression) {
    String template = template(literals(expression));
    if ((thrown || !onlyThrown) && TWO_WORDS.matcher(template).find()) {
      templates.add(template);
    }
  }

  /** What stands between the literals of a concatenation may have texts of its own. */
  private Void scanParts(ExpressionTree part) {
    if (part instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      scanParts(sum.getLeftOperand());
      return scanParts(sum.getRightOperand());
    }
    if (part instanceof MethodInvocationTree call && isFormatted(call)) {
      return scan(call.getArguments(), null);
    }
    return part instanceof LiteralTree ? null : scan(part, null);
  }

  private static String literals(ExpressionTree expression) {
    if (expression instanceof LiteralTree literal) {
      return literal.getValue() instanceof Number ? HOLE : String.valueOf(literal.getValue());
    }
    if (expression instanceof ParenthesizedTree inner) {
      return isText(inner.getExpression()) ? literals(inner.getExpression()) : HOLE;
    }
    if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      return literals(sum.getLeftOperand()) + literals(sum.getRightOperand());
    }
    if (expression instanceof MethodInvocationTree call && isFormatted(call)) {
      return literals(((MemberSelectTree) call.getMethodSelect()).getExpression());
    }
    return HOLE;
  }

  private static boolean isText(ExpressionTree expression) {
    return expression instanceof LiteralTree || expression.getKind() == Tree.Kind.PLUS;
  }

  private static boolean isFormatted(MethodInvocationTree call) {
    return lastName(call.getMethodSelect()).equals("formatted");
  }

  private static String lastName(Tree name) {
    if (name instanceof MemberSelectTree select) {
      return select.getIdentifier().toString();
    }
    return name instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
  }
}
