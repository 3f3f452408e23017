/** The questions in Spark's SQL. */
package dev.mainstem.benchmarks.spark;
