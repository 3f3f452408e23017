/**
 * The windowing that all steps share, and what comes of it: panes and late rows.
 *
 * <p>Comes in: rows at their event times, in the global window. Leaves: the same rows in windows
 * that answer when the watermark passes their end. Windows, triggers, lateness and panes are Beam's
 * own. Imports {@code record} and {@code spec}.
 */
@NullMarked
package dev.mainstem.windowing;

import org.jspecify.annotations.NullMarked;
