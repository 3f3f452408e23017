/**
 * Aggregates of the rows of a group and window.
 *
 * <p>Comes in: rows in windows. Leaves: for each group and window one row of results, and a
 * rejected record for a result that can't be told. Sums are exact and a result is rounded once, so
 * that it does not depend on the order, the side or the bundle in which its records came. Imports
 * {@code expression}, {@code record}, {@code windowing} and {@code spec}.
 */
@NullMarked
package dev.mainstem.aggregate;

import org.jspecify.annotations.NullMarked;
