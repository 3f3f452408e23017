/** First definitions for files that nobody has described. */
@NullMarked
package dev.mainstem.infer;

import org.jspecify.annotations.NullMarked;
