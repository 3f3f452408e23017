/** Rejected records that are read once more. */
@NullMarked
package dev.mainstem.replay;

import org.jspecify.annotations.NullMarked;
