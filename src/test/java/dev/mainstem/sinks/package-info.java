/** What a run leaves behind: files, messages, lines. */
@NullMarked
package dev.mainstem.sinks;

import org.jspecify.annotations.NullMarked;
