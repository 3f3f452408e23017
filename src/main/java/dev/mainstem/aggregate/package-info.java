/**
 * Aggregates of the rows of a group and window.
 *
 * <p>Comes in: rows in windows. Leaves: for each group and window one row of results, and a
 * rejected record for a result that can't be told. Sums carry twice the precision of a double, so
 * that a result does not depend on the order, the side or the bundle in which its records came.
 * Imports {@code expression}, {@code record}, {@code windowing} and {@code spec}.
 */
@NullMarked
package dev.mainstem.aggregate;

import org.jspecify.annotations.NullMarked;
