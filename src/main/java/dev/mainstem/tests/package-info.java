/**
 * The tests of a definition: what its steps must make of given rows.
 *
 * <p>Comes in: a checked definition with {@code tests}. Leaves: how what the steps made differs
 * from what is expected, and a definition that expects what they made. Imports {@code rehearsal},
 * {@code pipeline}, {@code record} and {@code spec}.
 */
@NullMarked
package dev.mainstem.tests;

import org.jspecify.annotations.NullMarked;
