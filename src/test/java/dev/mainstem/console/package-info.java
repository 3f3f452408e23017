/** The page of a run: what it shows, who may read it, and what it says of a real run. */
@NullMarked
package dev.mainstem.console;

import org.jspecify.annotations.NullMarked;
