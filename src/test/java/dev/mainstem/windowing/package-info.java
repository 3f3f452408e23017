/** Windows, panes and late rows against naive windows and scripts of the watermark. */
@NullMarked
package dev.mainstem.windowing;

import org.jspecify.annotations.NullMarked;
