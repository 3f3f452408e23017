/** What a graph looks like. */
@NullMarked
package dev.mainstem.picture;

import org.jspecify.annotations.NullMarked;
