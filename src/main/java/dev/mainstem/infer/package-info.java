/**
 * A first definition for files that nobody has described: what their columns are, by looking at all
 * of them.
 *
 * <p>Comes in: files, and messages of a topic if there is one. Leaves: the text of a definition,
 * with what was seen beside each guess. Imports {@code convert}, {@code history}, {@code record}
 * and {@code spec}.
 */
@NullMarked
package dev.mainstem.infer;

import org.jspecify.annotations.NullMarked;
