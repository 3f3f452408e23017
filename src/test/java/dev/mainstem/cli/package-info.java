/** The command line, in this process and in one of its own. */
@NullMarked
package dev.mainstem.cli;

import org.jspecify.annotations.NullMarked;
