/** Options, counts and the record of a run. */
@NullMarked
package dev.mainstem.launch;

import org.jspecify.annotations.NullMarked;
