/**
 * The pipeline as Beam's documentation would write it: its own IO, coders and combiners, the
 * runner's defaults.
 */
package dev.mainstem.benchmarks.beam;
