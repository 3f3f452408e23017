/** The seam: who owns an instant, and that no record counts twice. */
@NullMarked
package dev.mainstem.cutover;

import org.jspecify.annotations.NullMarked;
