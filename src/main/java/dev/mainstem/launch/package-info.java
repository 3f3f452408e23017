/**
 * From a definition and the runner's options to a running job and its report.
 *
 * <p>Comes in: a definition, the words of the command line. Leaves: results at the sinks, and a
 * report of what was read, owned, written and rejected. The only room that knows runners: it starts
 * the embedded Flink and the embedded broker, and stops what it started. Imports {@code pipeline},
 * the stages, and {@code publish} for the samples.
 */
@NullMarked
package dev.mainstem.launch;

import org.jspecify.annotations.NullMarked;
