/**
 * What is done with the rows: a registry of kinds of steps, one file a kind.
 *
 * <p>Comes in: rows of a known type. Leaves: rows of another, known as soon as the definition is
 * read, and rejected records. A new kind is one line in {@link
 * dev.mainstem.transforms.TransformType} and one file. Imports {@code aggregate}, {@code
 * windowing}, {@code expression}, {@code record} and {@code spec}; no other stage.
 */
@NullMarked
package dev.mainstem.transforms;

import org.jspecify.annotations.NullMarked;
