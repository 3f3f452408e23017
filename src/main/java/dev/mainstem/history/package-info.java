/**
 * The bounded form of the stream: files become rows with an event time.
 *
 * <p>Comes in: the files that a launch found, with their columns. Leaves: rows of the stream's
 * schema at their event times, and rejected records with file and line. Files whose lines are their
 * records are read in ranges by TextIO's source with a reader of ours; those whose records only a
 * whole reading can tell apart (line breaks in quotes, other charsets, one JSON array) in one
 * piece. Files that steps look up in are read here, too, whole. Imports {@code record} and {@code
 * spec}.
 */
@NullMarked
package dev.mainstem.history;

import org.jspecify.annotations.NullMarked;
