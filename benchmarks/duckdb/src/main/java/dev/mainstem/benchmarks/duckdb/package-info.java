/** The questions in DuckDB's SQL. */
package dev.mainstem.benchmarks.duckdb;
