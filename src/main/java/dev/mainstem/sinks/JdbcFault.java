package dev.mainstem.sinks;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a fault of a database, by its SQLSTATE: the classes are those of ISO/IEC
 * 9075-2 and, from 53 on, of PostgreSQL (Appendix A of its documentation).
 */
enum JdbcFault {
  /** A row is none that the table takes: too long, out of range, against a constraint. */
  ROW,
  /** It may be over when it is tried again: no connection, a deadlock, a restart. */
  PASSING,
  /** Neither. */
  LASTING;

  /** Cardinality, data, and integrity constraints. */
  private static final Set<String> ROW_CLASSES = Set.of("21", "22", "23");

  /** A constraint that was looked at when the transaction was to be committed. */
  private static final String ROW_AT_COMMIT = "40002";

  /** Connections, rolled back transactions, resources, locks, interventions of an operator. */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57");

  private static final Pattern STATEMENT_FOLLOWS = Pattern.compile("; SQL statement:$");
  private static final int MOST_IN_ROW = 100;

  /** The kind of a fault. */
  static JdbcFault of(SQLException fault) {
    SQLException cause = cause(fault);
    String state = String.valueOf(cause.getSQLState());
    String stateClass = state.length() < 2 ? "" : state.substring(0, 2);
    if (ROW_CLASSES.contains(stateClass) || state.equals(ROW_AT_COMMIT)) {
      return ROW;
    }
    boolean passing =
        PASSING_CLASSES.contains(stateClass)
            || cause instanceof SQLTransientException
            || cause instanceof SQLRecoverableException;
    return passing ? PASSING : LASTING;
  }

  /** What the database says, in one line, without the statement that some repeat. */
  static String text(SQLException fault) {
    String text = String.valueOf(cause(fault).getMessage()).lines().findFirst().orElse("");
    return STATEMENT_FOLLOWS.matcher(text).replaceFirst("");
  }

  /** The fault itself, where it is told as one of a batch. */
  private static SQLException cause(SQLException fault) {
    SQLException cause = fault;
    @Nullable SQLException next = fault.getNextException();
    for (int i = 0; next != null && i < MOST_IN_ROW; i++) {
      cause = next;
      next = cause.getNextException();
    }
    return cause;
  }
}
