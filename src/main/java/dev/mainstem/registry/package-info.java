/**
 * A schema registry: the schemas that messages name by their ids.
 *
 * <p>Comes in: where it is, and an id or a subject. Leaves: the texts of a schema and of those that
 * it refers to. Imports {@code spec}.
 */
@NullMarked
package dev.mainstem.registry;

import org.jspecify.annotations.NullMarked;
