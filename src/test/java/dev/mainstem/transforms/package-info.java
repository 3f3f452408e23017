/** Each kind of step in a small pipeline, and what is said of those that are wrong. */
@NullMarked
package dev.mainstem.transforms;

import org.jspecify.annotations.NullMarked;
