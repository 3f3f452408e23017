/** Aggregates against exact and naive ones, in every order and split. */
@NullMarked
package dev.mainstem.aggregate;

import org.jspecify.annotations.NullMarked;
