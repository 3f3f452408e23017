/**
 * The command line: one class a verb, and the only room that prints.
 *
 * <p>Comes in: words. Leaves: an exit code, by one table. Imports {@code launch}, {@code console},
 * {@code convert}, {@code publish} and below.
 */
@NullMarked
package dev.mainstem.cli;

import org.jspecify.annotations.NullMarked;
