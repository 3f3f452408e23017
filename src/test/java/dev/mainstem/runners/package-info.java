/** Keeps the files of {@code runners/} true that no run of the tests uses. */
@NullMarked
package dev.mainstem.runners;

import org.jspecify.annotations.NullMarked;
