/**
 * The unbounded form of the stream: a Kafka topic becomes rows with an event time.
 *
 * <p>Comes in: the topic with the offsets that a launch resolved. Leaves: rows of the stream's
 * schema at their event times, rejected records with topic, partition and offset, and a watermark
 * that lags behind the newest event time of the slowest partition. The only room that knows
 * KafkaIO. Imports {@code avro}, {@code broker}, {@code protobuf}, {@code record}, {@code registry}
 * and {@code spec}.
 */
@NullMarked
package dev.mainstem.live;

import org.jspecify.annotations.NullMarked;
