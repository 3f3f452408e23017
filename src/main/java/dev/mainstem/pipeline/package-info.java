/**
 * The one pipeline: where all stages meet, and the only wiring between them.
 *
 * <p>Comes in: a checked definition, and the files and the topic that a launch found. Leaves: a
 * Beam pipeline, the same for any runner. Imports every stage; no stage imports it.
 */
@NullMarked
package dev.mainstem.pipeline;

import org.jspecify.annotations.NullMarked;
