/**
 * The pipeline definition as values: what the user wrote, checked and typed.
 *
 * <p>Comes in: the YAML text (or the same structure as Java maps) and the variables. Leaves: a
 * {@link dev.mainstem.spec.Definition}, or every {@link dev.mainstem.spec.Problem} of it at once.
 * Imports nothing of this project and nothing of Beam: a definition can be read and judged without
 * either.
 */
@NullMarked
package dev.mainstem.spec;

import org.jspecify.annotations.NullMarked;
