/** Files of Parquet, written and read. */
@NullMarked
package dev.mainstem.parquet;

import org.jspecify.annotations.NullMarked;
