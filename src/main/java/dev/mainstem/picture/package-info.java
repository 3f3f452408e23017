/**
 * Pictures of a graph of steps, for documents and browsers.
 *
 * <p>Comes in: boxes and what each takes from. Leaves: the text of a picture, as Mermaid, SVG or an
 * HTML page, with nothing in it that is fetched from elsewhere. Imports no other room.
 */
@NullMarked
package dev.mainstem.picture;

import org.jspecify.annotations.NullMarked;
