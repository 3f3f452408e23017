/** Runs the pipelines that come with the product, so that none of them can rot. */
@NullMarked
package dev.mainstem.pipelines;

import org.jspecify.annotations.NullMarked;
