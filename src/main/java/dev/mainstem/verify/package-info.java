/**
 * Whether batch and stream give one answer, tried on the rows of a history.
 *
 * <p>Comes in: a checked definition, and the files of its history. Leaves: what its steps make of
 * the same rows as a history, as a live stream, and as both at some seams, and how that differs.
 * Imports {@code rehearsal}, {@code pipeline}, {@code history}, {@code transforms}, {@code record}
 * and {@code spec}.
 */
@NullMarked
package dev.mainstem.verify;

import org.jspecify.annotations.NullMarked;
