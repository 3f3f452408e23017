package dev.mainstem.benchmarks.harness;

/**
 * What one run of a process cost, from its start to its end, with all its descendants.
 *
 * @param cpuSeconds user and system
 * @param peakKilobytes the most memory that each of its processes held, summed
 */
record Cost(double cpuSeconds, double wallSeconds, long peakKilobytes) {}
