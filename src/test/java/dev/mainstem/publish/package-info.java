/** Files into topics. */
@NullMarked
package dev.mainstem.publish;

import org.jspecify.annotations.NullMarked;
