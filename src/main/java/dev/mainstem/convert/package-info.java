/**
 * From one form of records to another, outside of a pipeline: what {@code convert} does, and how
 * {@code publish} reads its files.
 *
 * <p>Comes in: CSV and JSON files. Leaves: their records as JSON objects, one after the other, in
 * lines, an array or CSV; and the bad ones, each with its place. Memory does not grow with the
 * files. Imports {@code history}, {@code record} and {@code spec}.
 */
@NullMarked
package dev.mainstem.convert;

import org.jspecify.annotations.NullMarked;
