/**
 * Files into a topic: what {@code publish} does.
 *
 * <p>Comes in: CSV and JSON files. Leaves: their records as messages, each with its key and, where
 * a definition says which field is the time of a record, stamped with it; on their own, or in
 * transactions that note how far they have come. Imports {@code broker}, {@code convert}, {@code
 * live}, {@code record} and {@code spec}.
 */
@NullMarked
package dev.mainstem.publish;

import org.jspecify.annotations.NullMarked;
