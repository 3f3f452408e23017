/** The types of columns and the memory that a conversion takes. */
@NullMarked
package dev.mainstem.convert;

import org.jspecify.annotations.NullMarked;
