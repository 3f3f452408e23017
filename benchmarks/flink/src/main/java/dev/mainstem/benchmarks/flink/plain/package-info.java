/**
 * The native jobs as Flink's documentation would write them: its own sources, sinks, types and
 * serialisers.
 */
package dev.mainstem.benchmarks.flink.plain;
