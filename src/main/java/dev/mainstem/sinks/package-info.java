/**
 * Where results go: a registry of kinds of sinks, one file a kind, and the rejected records.
 *
 * <p>Comes in: rows of a known type, rejected records. Leaves the pipeline: files that get their
 * final names only when what they hold is safe, messages (in transactions, if each is to be there
 * once), rows of tables, lines on the console. A new kind is one line in {@link
 * dev.mainstem.sinks.SinkType} and one file. Imports {@code record} and {@code spec}; no other
 * stage.
 */
@NullMarked
package dev.mainstem.sinks;

import org.jspecify.annotations.NullMarked;
