/** The rules of the house, checked on its classes and sources. */
@NullMarked
package dev.mainstem.architecture;

import org.jspecify.annotations.NullMarked;
