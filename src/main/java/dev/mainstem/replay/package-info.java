/**
 * Rejected records back into the stream: what {@code replay} does before it runs the steps.
 *
 * <p>Comes in: the rejected records of a run. Leaves: those that the definition can take now, as
 * rows of the stream, in JSON lines. Imports {@code history}, {@code live}, {@code record} and
 * {@code spec}.
 */
@NullMarked
package dev.mainstem.replay;

import org.jspecify.annotations.NullMarked;
