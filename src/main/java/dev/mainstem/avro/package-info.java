/**
 * Avro: the records of files and messages as JSON objects.
 *
 * <p>Comes in: the name of a file, or the bytes of a message and the schema that they were written
 * with. Leaves: JSON, which is parsed as any other. Imports {@code record}.
 */
@NullMarked
package dev.mainstem.avro;

import org.jspecify.annotations.NullMarked;
