/**
 * Holds Mainstem against its peers: generates the data, runs each of them as a process of its own,
 * in turn, compares what they wrote, and prints what it cost. Knows nothing of how they work
 * inside; needs Linux, for /proc.
 */
package dev.mainstem.benchmarks.harness;
