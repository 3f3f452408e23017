/** Files and messages of Avro. */
@NullMarked
package dev.mainstem.avro;

import org.jspecify.annotations.NullMarked;
