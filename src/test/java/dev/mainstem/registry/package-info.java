/** A registry that answers, and one that does not. */
@NullMarked
package dev.mainstem.registry;

import org.jspecify.annotations.NullMarked;
