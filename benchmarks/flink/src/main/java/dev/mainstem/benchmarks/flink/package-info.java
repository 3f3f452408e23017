/** Native Flink jobs, of which a process runs one: what both of their packages share. */
package dev.mainstem.benchmarks.flink;
