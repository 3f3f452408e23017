/**
 * What a run is doing, as a page for a browser.
 *
 * <p>Comes in: the plan of a run, what its launch says and finds, how far it is. Leaves: a page on
 * the loopback that changes as the run goes on, and the same page as a file. Reads back what the
 * run has written, and writes nothing but that file. Imports {@code launch}, {@code picture} and
 * what a plan is made of.
 */
@NullMarked
package dev.mainstem.console;

import org.jspecify.annotations.NullMarked;
