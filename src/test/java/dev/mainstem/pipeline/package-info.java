/** The contract of the one pipeline. */
@NullMarked
package dev.mainstem.pipeline;

import org.jspecify.annotations.NullMarked;
