/**
 * Parquet files: rows written to them, and their records read.
 *
 * <p>Comes in: Beam rows, or the name of a file. Leaves: a file, or records as JSON objects. The
 * classes of Parquet are not on the class path of the distribution; who uses this room asks {@link
 * dev.mainstem.spec.OptionalJars} first, and no other room names one of them. Imports {@code
 * record} and {@code spec}.
 */
@NullMarked
package dev.mainstem.parquet;

import org.jspecify.annotations.NullMarked;
