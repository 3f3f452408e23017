/** How files become rows: cut, parsed, in order or in any. */
@NullMarked
package dev.mainstem.history;

import org.jspecify.annotations.NullMarked;
