/**
 * The native jobs as fast as Flink's DataStream API lets them be. Bytes are scanned where they lie,
 * one record object is used again and again, device names are kept once, serialisers are written by
 * hand, results are bytes in a large buffer. Correct only with object reuse, and with operators
 * that keep no record.
 */
package dev.mainstem.benchmarks.flink.tuned;
