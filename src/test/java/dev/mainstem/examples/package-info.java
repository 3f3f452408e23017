/** What a program that uses Mainstem as a library looks like; the documents show these lines. */
@NullMarked
package dev.mainstem.examples;

import org.jspecify.annotations.NullMarked;
