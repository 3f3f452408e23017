/** Batch and stream held against each other. */
@NullMarked
package dev.mainstem.verify;

import org.jspecify.annotations.NullMarked;
