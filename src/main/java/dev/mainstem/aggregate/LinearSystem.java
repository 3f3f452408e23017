package dev.mainstem.aggregate;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * The solution of a system of linear equations in exact numbers, by elimination without fractions
 * (E. H. Bareiss, "Sylvester's identity and multistep integer-preserving Gaussian elimination",
 * 1968): each step divides by the pivot before it, and that leaves no remainder.
 *
 * @param numerators of the unknowns, over the one denominator
 * @param determinant the denominator; zero if there is no one solution, and then they mean nothing
 */
record LinearSystem(List<BigInteger> numerators, BigInteger determinant) {

  LinearSystem {
    numerators = List.copyOf(numerators);
  }

  /**
   * Solves a system.
   *
   * @param rows the coefficients of each equation with its right side behind them; used up
   */
  static LinearSystem solve(BigInteger[][] rows) {
    int unknowns = rows.length;
    BigInteger before = BigInteger.ONE;
    for (int pivot = 0; pivot < unknowns; pivot++) {
      if (!bringUp(rows, pivot)) {
        return new LinearSystem(List.of(), BigInteger.ZERO);
      }
      for (int row = 0; row < unknowns; row++) {
        if (row != pivot) {
          eliminate(rows[row], rows[pivot], pivot, before);
        }
      }
      before = rows[pivot][pivot];
    }
    return new LinearSystem(Arrays.stream(rows).map(row -> row[unknowns]).toList(), before);
  }

  /** Brings a row up that has something in the pivot's column; false if there is none. */
  private static boolean bringUp(BigInteger[][] rows, int pivot) {
    for (int row = pivot; row < rows.length; row++) {
      if (rows[row][pivot].signum() != 0) {
        BigInteger[] found = rows[row];
        rows[row] = rows[pivot];
        rows[pivot] = found;
        return true;
      }
    }
    return false;
  }

  private static void eliminate(BigInteger[] row, BigInteger[] by, int pivot, BigInteger before) {
    BigInteger factor = row[pivot];
    for (int column = 0; column < row.length; column++) {
      BigInteger left = by[pivot].multiply(row[column]);
      row[column] = left.subtract(factor.multiply(by[column])).divide(before);
    }
  }
}
