/**
 * The one pipeline over rows that are given, in this process: nothing is read, nothing is written.
 *
 * <p>Comes in: a checked definition, and rows in the place of its sources, in the order of their
 * arrival. Leaves: the rows that its steps made, and how they differ from others. Imports {@code
 * pipeline}, {@code transforms}, {@code history}, {@code record} and {@code spec}.
 */
@NullMarked
package dev.mainstem.rehearsal;

import org.jspecify.annotations.NullMarked;
