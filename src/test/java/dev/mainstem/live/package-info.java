/** The live side, against a real broker, and its clocks alone. */
@NullMarked
package dev.mainstem.live;

import org.jspecify.annotations.NullMarked;
