/**
 * Where the two forms of the stream become one: which side owns an instant, and which records are
 * copies of one another.
 *
 * <p>Comes in: the rows of each side, then of both. Leaves: each row of the stream once, at its
 * event time, and the rejected ones. Stateful steps stand here, in the global window, before any
 * windowing: behind windows with allowed lateness they would hold up everything downstream. Imports
 * {@code record} and {@code spec}.
 */
@NullMarked
package dev.mainstem.cutover;

import org.jspecify.annotations.NullMarked;
