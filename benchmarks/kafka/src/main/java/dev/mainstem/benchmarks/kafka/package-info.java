/** From topic to topic: the peers of the live workload, and the two ends that measure it. */
package dev.mainstem.benchmarks.kafka;
