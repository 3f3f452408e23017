package dev.mainstem.transforms;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.sql.SqlTransform;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * A query as Beam SQL plans it. The one class that names Beam SQL, whose jars are optional: it is
 * touched only where they are there.
 */
final class SqlQuery {

  /** Calcite's words for a place, of what a query means and of how it is written. */
  private static final Pattern MEANING =
      Pattern.compile("From (line \\d+, column \\d+) to line \\d+, column \\d+: ([^\n]*)");

  private static final Pattern SYNTAX =
      Pattern.compile("(Encountered [^\n]*) at (line \\d+, column \\d+)");

  private SqlQuery() {}

  /** Puts a query behind rows; functions and tables of others are not looked for. */
  static PCollection<Row> apply(String query, PCollection<Row> rows) {
    return rows.apply("Query", SqlTransform.query(query).withAutoLoading(false));
  }

  /** Whether a planned query has to bring rows together, or to remember some. */
  static boolean gathersRows(Pipeline pipeline) {
    boolean[] gathers = new boolean[1];
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            gathers[0] |= gathers(node.getTransform());
          }
        });
    return gathers[0];
  }

  private static boolean gathers(PTransform<?, ?> transform) {
    return transform instanceof GroupByKey
        || (transform instanceof ParDo.MultiOutput<?, ?> step
            && DoFnSignatures.isStateful(step.getFn()));
  }

  /** What is wrong with a query, and where in it. */
  static String fault(RuntimeException refusal) {
    String last = String.valueOf(refusal.getMessage());
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      last = String.valueOf(cause.getMessage());
      Matcher meaning = MEANING.matcher(last);
      if (meaning.find()) {
        return meaning.group(1) + " of the query: " + meaning.group(2);
      }
      Matcher syntax = SYNTAX.matcher(last);
      if (syntax.find()) {
        return syntax.group(2) + " of the query: " + syntax.group(1);
      }
    }
    return "the query can't be planned: " + last.lines().findFirst().orElse("");
  }
}
